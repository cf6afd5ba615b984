/**
 * A teammate's second factor: standing, turned on, turned off by themselves with both factors, and
 * removed by a manager when the phone is gone. Whatever changes how somebody signs in ends their other
 * sessions. And the workspace's rule: whether everybody must have one.
 */
import type { SecondFactor, SignInRules, SignInRulesView, TeammateId } from '@baton/protocol';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Sql } from '../../../platform/database/index.ts';
import { hashToken } from '../../../platform/tokens.ts';
import { decideMemberChange, type Member } from '../core/roles.ts';
import type { Parts, SignedIn } from '../parts.ts';
import { isPassword } from '../passwords.ts';
import { isRefused, type Refused, refuse } from '../refused.ts';
import { endSessionsOf } from '../sessions.ts';
import { checkCode, type CodeRefused, readFactor, type Whose } from './check-code.ts';
import {
  type Begun,
  beginFactor,
  giveRecoveryCodes,
  lockTeammate,
  type TurnedOn,
  turnFactorOn,
} from './turn-on.ts';

type Wrong = Refused<'wrong_credentials'>;
interface Done {
  kind: 'done';
}
const done: Done = { kind: 'done' };
const isOff = refuse('conflict', 'Your second factor is off.');

export function createSecondFactors({ database, clock, secrets, sessionsEnded }: Parts) {
  const given = () => ({ secrets, now: clock.now() });
  const whoseOf = ({ workspaceId, teammate }: SignedIn): Whose => ({
    workspaceId,
    teammateId: teammate.id,
  });

  async function standing(me: SignedIn): Promise<SecondFactor> {
    const [row] = await database.query<{ on_since: Date | null; left: number; required: boolean }>(
      `select f.on_since, coalesce(r.second_factor_required, false) as required,
         (select count(*)::int from recovery_codes c
          where c.workspace_id = $1 and c.teammate_id = $2 and c.used_at is null) as left
       from (select $1::text as workspace_id, $2::text as id) me
         left join second_factors f on f.workspace_id = me.workspace_id and f.id = me.id
         left join sign_in_rules r on r.workspace_id = me.workspace_id`,
      [me.workspaceId, me.teammate.id],
    );
    return {
      onSince: row?.on_since?.toISOString() ?? null,
      recoveryCodesLeft: row?.left ?? 0,
      required: row?.required ?? false,
    };
  }

  async function begin(
    me: SignedIn,
    password: string,
  ): Promise<Begun | Wrong | Refused<'conflict'>> {
    if (!(await isMine(me, password))) return wrongPassword;
    return beginFactor(database, given(), whoseOf(me));
  }

  /** @param token of the session that goes on */
  async function confirm(
    me: SignedIn,
    token: string,
    code: string,
  ): Promise<TurnedOn | CodeRefused> {
    const whose = whoseOf(me);
    const turned = await database.transaction(async (tx) => {
      const on = await turnFactorOn(tx, given(), whose, code);
      if (!isRefused(on)) await endOtherSessions(tx, whose, token);
      return on;
    });
    if (!isRefused(turned)) sessionsEnded(me.workspaceId, me.teammate.id);
    return turned;
  }

  async function turnOff(
    me: SignedIn,
    token: string,
    { password, code }: { password: string; code: string },
  ): Promise<Done | Wrong | CodeRefused> {
    if ((await standing(me)).required) {
      return refuse('conflict', 'Your workspace asks everybody for a second factor.');
    }
    return withBoth(me, { password, code }, async (tx, whose) => {
      await removeFactor(tx, whose);
      await endOtherSessions(tx, whose, token);
      await recordAudit(tx, { ...audited(me), kind: 'secondFactorTurnedOff' });
      return done;
    }).then((outcome) => {
      if (!isRefused(outcome)) sessionsEnded(me.workspaceId, me.teammate.id);
      return outcome;
    });
  }

  function renewRecoveryCodes(
    me: SignedIn,
    both: { password: string; code: string },
  ): Promise<{ kind: 'renewed'; recoveryCodes: string[] } | Wrong | CodeRefused> {
    return withBoth(me, both, async (tx, whose) => {
      const recoveryCodes = await giveRecoveryCodes(tx, whose);
      await recordAudit(tx, { ...audited(me), kind: 'recoveryCodesRenewed' });
      return { kind: 'renewed' as const, recoveryCodes };
    });
  }

  /** Both factors once more, and only then. */
  async function withBoth<T>(
    me: SignedIn,
    { password, code }: { password: string; code: string },
    act: (tx: Sql, whose: Whose) => Promise<T>,
  ): Promise<T | Wrong | CodeRefused> {
    if (!(await isMine(me, password))) return wrongPassword;
    const whose = whoseOf(me);
    return database.transaction(async (tx) => {
      await lockTeammate(tx, whose);
      const row = await readFactor(tx, whose);
      if (row === null || row.on_since === null) return isOff;
      const checked = await checkCode(tx, given(), whose, code, { recovery: true });
      return checked.kind === 'refused' ? checked : act(tx, whose);
    });
  }

  /** The phone is gone: by whoever may change them, and never one's own. */
  async function removeOf(
    me: SignedIn,
    teammateId: string,
  ): Promise<Done | Refused<'not_found' | 'forbidden' | 'conflict'>> {
    const [target] = await database.query<Member & { name: string }>(
      `select id, role, name, disabled_at is not null as disabled from teammates
       where workspace_id = $1 and id = $2`,
      [me.workspaceId, teammateId],
    );
    if (target === undefined) return refuse('not_found', 'There is no teammate with this id.');
    const decision = decideMemberChange(me.teammate, target, {}, 1);
    if (decision.outcome !== 'change') return refuse(decision.outcome, decision.why);
    if (target.id === me.teammate.id) {
      return refuse(
        'conflict',
        'Turn your own off under Profile: it takes your password and a code.',
      );
    }
    const whose = { workspaceId: me.workspaceId, teammateId };
    const removed = await database.transaction(async (tx) => {
      await lockTeammate(tx, whose);
      if (!(await removeFactor(tx, whose))) return false;
      await endSessionsOf(tx, teammateId);
      await recordAudit(tx, {
        ...audited(me),
        kind: 'secondFactorRemoved',
        subject: { kind: 'teammate', id: target.id, name: target.name },
      });
      return true;
    });
    if (!removed) return refuse('conflict', `${target.name} has no second factor.`);
    sessionsEnded(me.workspaceId, teammateId);
    return done;
  }

  async function rules(workspaceId: string): Promise<SignInRulesView> {
    const [row] = await database.query<SignInRulesView>(
      `select coalesce((select second_factor_required from sign_in_rules
                        where workspace_id = $1), false) as "secondFactorRequired",
         array(select id from second_factors
               where workspace_id = $1 and on_since is not null order by id) as "withSecondFactor"`,
      [workspaceId],
    );
    return row ?? { secondFactorRequired: false, withSecondFactor: [] as TeammateId[] };
  }

  /** By an owner. Whoever has none is led to it at their next sign-in. */
  async function setRules(
    me: SignedIn,
    { secondFactorRequired }: SignInRules,
  ): Promise<SignInRulesView | Refused<'forbidden'>> {
    if (me.teammate.role !== 'owner') {
      return refuse('forbidden', 'Only an owner may say how everybody signs in.');
    }
    await database.transaction(async (tx) => {
      await tx.query(
        `insert into sign_in_rules (workspace_id, second_factor_required) values ($1, $2)
         on conflict (workspace_id) do update
           set second_factor_required = excluded.second_factor_required, updated_at = now()`,
        [me.workspaceId, secondFactorRequired],
      );
      await recordAudit(tx, {
        ...audited(me),
        kind: 'signInRulesChanged',
        details: { secondFactorRequired },
      });
    });
    return rules(me.workspaceId);
  }

  async function isMine({ workspaceId, teammate }: SignedIn, password: string): Promise<boolean> {
    const [row] = await database.query<{ password_hash: string }>(
      'select password_hash from teammates where workspace_id = $1 and id = $2',
      [workspaceId, teammate.id],
    );
    return isPassword(row?.password_hash ?? null, password);
  }

  return { standing, begin, confirm, turnOff, renewRecoveryCodes, removeOf, rules, setRules };
}

const wrongPassword = refuse('wrong_credentials', 'The password is not right.');

const audited = ({ workspaceId, teammate }: SignedIn) => ({ workspaceId, by: teammate.id });

/** False when there was none that is on. Its recovery codes go with it. */
export async function removeFactor(tx: Sql, { workspaceId, teammateId }: Whose): Promise<boolean> {
  const rows = await tx.query<{ on_since: Date | null }>(
    'delete from second_factors where workspace_id = $1 and id = $2 returning on_since',
    [workspaceId, teammateId],
  );
  return rows.some(({ on_since: onSince }) => onSince !== null);
}

async function endOtherSessions(
  tx: Sql,
  { workspaceId, teammateId }: Whose,
  token: string,
): Promise<void> {
  await tx.query(
    'delete from sessions where workspace_id = $1 and teammate_id = $2 and token_hash <> $3',
    [workspaceId, teammateId, hashToken(token)],
  );
}
