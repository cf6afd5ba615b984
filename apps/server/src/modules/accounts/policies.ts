/**
 * An AI agent's policy: the version in force, the draft beside it, and the way from one to the next.
 *
 *   in force ──save──► draft ──publish──► in force (a new version) ──roll back──► a newer version
 *
 * Versions only ever grow; rolling back publishes old rules anew. Two people at one draft: whoever
 * saves or publishes what they have not seen is told who was faster, and nothing is overwritten.
 */
import type {
  PolicyDocument,
  PolicyDraft,
  PolicyFinding,
  PolicyInput,
  PolicyVersion,
  PolicyVersionSummary,
} from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Sql } from '../../platform/database/index.ts';
import type { Parts, SignedIn } from './parts.ts';
import {
  clearDraft,
  listVersions,
  lockPolicy,
  type NewVersion,
  putInForce,
  readDraft,
  readVersion,
  type StoredDraft,
  writeDraft,
} from './policy-store.ts';
import { type Refused, refuse } from './refused.ts';

export interface PolicyStanding {
  published: PolicyVersion;
  draft: PolicyDraft | null;
  /** Newest first. */
  versions: PolicyVersionSummary[];
}

/** Somebody else was faster; or the rules do not make sense, and where. */
export interface PolicyRefused extends Refused<'not_found' | 'conflict' | 'invalid_input'> {
  teammateId?: string | null;
  errors?: { path: string; message: string }[];
}

export interface SavedDraft {
  document: PolicyInput;
  /** The revision that was seen; null: there was no draft. */
  revision: number | null;
  note: string | null;
}

export type Policies = ReturnType<typeof createPolicies>;

const VERSIONS_LISTED = 200;

export function createPolicies({ database, policy: port }: Parts) {
  async function standing(
    sql: Sql,
    workspaceId: string,
    aiAgentId: string,
  ): Promise<PolicyStanding | PolicyRefused> {
    const versions = await listVersions(sql, workspaceId, aiAgentId, VERSIONS_LISTED);
    const [newest] = versions;
    const published = newest && (await readVersion(sql, workspaceId, aiAgentId, newest.version));
    if (!published) return noSuchAgent;
    const draft = await readDraft(sql, workspaceId, aiAgentId);
    return {
      published: { ...published, document: port.read(published.document) },
      draft: draft === null ? null : shown(draft),
      versions,
    };
  }

  const shown = ({ savedByName: _, document, ...draft }: StoredDraft): PolicyDraft => ({
    ...draft,
    document: port.read(document),
  });

  async function get(workspaceId: string, aiAgentId: string) {
    // One picture: no version is published between two of its queries.
    return database.transaction((tx) => standing(tx, workspaceId, aiAgentId), {
      isolation: 'repeatable read',
      readOnly: true,
    });
  }

  async function version(
    workspaceId: string,
    aiAgentId: string,
    number: number,
  ): Promise<PolicyVersion | PolicyRefused> {
    const found = await readVersion(database, workspaceId, aiAgentId, number);
    if (found === null) return noSuchVersion(number);
    return { ...found, document: port.read(found.document) };
  }

  /** What a document would come to if it were published now: its version and its line are set. */
  async function settled(
    workspaceId: string,
    aiAgentId: string,
    document: PolicyInput,
  ): Promise<PolicyDocument | PolicyRefused> {
    const now = await get(workspaceId, aiAgentId);
    if ('kind' in now) return now;
    const line = await lineFor(workspaceId, aiAgentId, document);
    return port.settle(document, {
      before: now.published.document,
      budgetLine: line,
      version: now.published.version,
    });
  }

  async function saveDraft(
    me: SignedIn,
    aiAgentId: string,
    { document, revision, note }: SavedDraft,
  ): Promise<PolicyStanding | PolicyRefused> {
    const { workspaceId, teammate } = me;
    const line = await lineFor(workspaceId, aiAgentId, document);
    return database.transaction(async (tx) => {
      const inForce = await lockPolicy(tx, workspaceId, aiAgentId);
      if (inForce === null) return noSuchAgent;
      const draft = await readDraft(tx, workspaceId, aiAgentId);
      if ((draft?.revision ?? null) !== revision) return draftMoved(draft);
      await writeDraft(tx, workspaceId, aiAgentId, {
        document: port.settle(document, {
          before: port.read(inForce.policy),
          budgetLine: line,
          version: inForce.policy_version,
        }),
        basedOn: inForce.policy_version,
        note,
        savedBy: teammate.id,
      });
      return standing(tx, workspaceId, aiAgentId);
    });
  }

  async function dropDraft(
    me: SignedIn,
    aiAgentId: string,
  ): Promise<PolicyStanding | PolicyRefused> {
    return database.transaction(async (tx) => {
      if ((await lockPolicy(tx, me.workspaceId, aiAgentId)) === null) return noSuchAgent;
      await clearDraft(tx, me.workspaceId, aiAgentId);
      return standing(tx, me.workspaceId, aiAgentId);
    });
  }

  async function publish(
    me: SignedIn,
    aiAgentId: string,
    wanted: { revision: number; publishedVersion: number; note: string | null },
  ): Promise<PolicyStanding | PolicyRefused> {
    const { workspaceId } = me;
    const seen = await readDraft(database, workspaceId, aiAgentId);
    // Computed outside the transaction, for the draft that was seen; another draft is refused below.
    const line =
      seen === null ? null : await lineFor(workspaceId, aiAgentId, port.read(seen.document));
    return database.transaction(async (tx) => {
      const inForce = await lockPolicy(tx, workspaceId, aiAgentId);
      if (inForce === null) return noSuchAgent;
      const draft = await readDraft(tx, workspaceId, aiAgentId);
      if (draft === null || draft.revision !== wanted.revision) return draftMoved(draft);
      if (inForce.policy_version !== wanted.publishedVersion)
        return publishedMoved(tx, workspaceId, aiAgentId);
      const version = inForce.policy_version + 1;
      const before = port.read(inForce.policy);
      const document = port.settle(port.read(draft.document), {
        before,
        budgetLine: line,
        version,
      });
      const errors = port.findings(document).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) return notSound(errors);
      await putInForce(tx, workspaceId, aiAgentId, {
        ...by(me, wanted.note ?? draft.note),
        version,
        document,
        origin: 'published',
      });
      await recordAudit(tx, {
        workspaceId,
        kind: 'policyPublished',
        by: me.teammate.id,
        subject: { kind: 'aiAgent', id: aiAgentId, name: inForce.name },
        details: { version, origin: 'published' },
      });
      await clearDraft(tx, workspaceId, aiAgentId);
      return standing(tx, workspaceId, aiAgentId);
    });
  }

  async function rollBack(
    me: SignedIn,
    aiAgentId: string,
    wanted: { version: number; publishedVersion: number; note: string | null },
  ): Promise<PolicyStanding | PolicyRefused> {
    const { workspaceId } = me;
    return database.transaction(async (tx) => {
      const inForce = await lockPolicy(tx, workspaceId, aiAgentId);
      if (inForce === null) return noSuchAgent;
      if (inForce.policy_version !== wanted.publishedVersion)
        return publishedMoved(tx, workspaceId, aiAgentId);
      const old = await readVersion(tx, workspaceId, aiAgentId, wanted.version);
      if (old === null) return noSuchVersion(wanted.version);
      const version = inForce.policy_version + 1;
      await putInForce(tx, workspaceId, aiAgentId, {
        ...by(me, wanted.note),
        version,
        // With the line it had: rolling back is to what was, not to what it would be today.
        document: { ...port.read(old.document), version },
        origin: 'rolled_back',
        restoredVersion: wanted.version,
      });
      await recordAudit(tx, {
        workspaceId,
        kind: 'policyRolledBack',
        by: me.teammate.id,
        subject: { kind: 'aiAgent', id: aiAgentId, name: inForce.name },
        details: { version, restored: wanted.version },
      });
      return standing(tx, workspaceId, aiAgentId);
    });
  }

  /**
   * Moves the line of a policy that keeps an error budget. Nothing happens where the policy has a
   * fixed line, or the line is there already. True when a version was made.
   */
  async function keepBudget(
    workspaceId: string,
    aiAgentId: string,
    answerAt: number,
    note: string,
  ): Promise<boolean> {
    return database.transaction(async (tx) => {
      const inForce = await lockPolicy(tx, workspaceId, aiAgentId);
      if (inForce === null) return false;
      const before = port.read(inForce.policy);
      if (before.answer.mode !== 'budget' || before.answerAt === answerAt) return false;
      const version = inForce.policy_version + 1;
      await putInForce(tx, workspaceId, aiAgentId, {
        version,
        document: port.settle(before, { before, budgetLine: answerAt, version }),
        origin: 'budget',
        authorId: null,
        note,
        restoredVersion: null,
      });
      await recordAudit(tx, {
        workspaceId,
        kind: 'policyPublished',
        by: null,
        subject: { kind: 'aiAgent', id: aiAgentId, name: inForce.name },
        details: { version, origin: 'budget' },
      });
      return true;
    });
  }

  async function lineFor(workspaceId: string, aiAgentId: string, { answer }: PolicyInput) {
    return answer.mode === 'budget' ? port.lineFor(workspaceId, aiAgentId, answer.risk) : null;
  }

  async function publishedMoved(tx: Sql, workspaceId: string, aiAgentId: string) {
    const [row] = await tx.query<{
      version: number;
      author_id: string | null;
      name: string | null;
    }>(
      `select v.version, v.author_id, t.name from policy_versions v
       left join teammates t on t.id = v.author_id
       where v.workspace_id = $1 and v.ai_agent_id = $2 order by v.version desc limit 1`,
      [workspaceId, aiAgentId],
    );
    return conflict(
      `${row?.name ?? 'Baton'} published version ${row?.version} in the meantime. Look at it, then publish yours over it.`,
      row?.author_id ?? null,
    );
  }

  return { get, version, settled, saveDraft, dropDraft, publish, rollBack, keepBudget };
}

const by = (
  { teammate }: SignedIn,
  note: string | null,
): Pick<NewVersion, 'authorId' | 'note' | 'restoredVersion'> => ({
  authorId: teammate.id,
  note,
  restoredVersion: null,
});

const noSuchAgent: PolicyRefused = refuse('not_found', 'There is no AI agent with this id.');

const noSuchVersion = (version: number): PolicyRefused =>
  refuse('not_found', `This AI agent never had a version ${version} of its policy.`);

const conflict = (detail: string, teammateId: string | null): PolicyRefused => ({
  ...refuse('conflict', detail),
  teammateId,
});

function draftMoved(draft: StoredDraft | null): PolicyRefused {
  if (draft === null)
    return conflict('The draft was published or thrown away in the meantime.', null);
  const who = draft.savedByName ?? 'Somebody';
  return conflict(
    `${who} saved this draft at ${draft.savedAt}. Load it before you save or publish yours.`,
    draft.savedBy,
  );
}

function notSound(errors: PolicyFinding[]): PolicyRefused {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    ...refuse('invalid_input', `${first?.message}${more}`),
    errors: errors.map(({ path, message }) => ({ path, message })),
  };
}
