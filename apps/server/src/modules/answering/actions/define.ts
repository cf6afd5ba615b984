/** Owners define actions: made, changed, deleted, listed. Values are checked before they are kept. */
import {
  type Action,
  ACTION_LIMITS,
  type ActionDraft,
  type ActionId,
  type AiAgentId,
} from '@baton/protocol';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Sql } from '../../../platform/database/index.ts';
import { type ActionFault, checkAction } from './core/check-action.ts';
import { fixedOrigin } from './core/request-template.ts';
import type { ActionParts } from './parts.ts';
import { type Refused, refuse } from './refused.ts';
import {
  type ActionRow,
  asAction,
  deleteAction,
  findAction,
  insertAction,
  listActions,
  openSecretHeaders,
  secretsPlace,
  updateAction,
} from './store-actions.ts';

export const noSuchAction = refuse('not_found', 'There is no action with this id.');
const noSuchAgent = refuse('not_found', 'There is no AI agent with this id.');

export function createDefinitions({ database, secrets, refuses, clock, newId }: ActionParts) {
  async function list(workspaceId: string, aiAgentId: string): Promise<Action[] | Refused> {
    if (!(await hasAgent(database, workspaceId, aiAgentId))) return noSuchAgent;
    return (await listActions(database, workspaceId, { aiAgentId })).map(asAction);
  }

  async function get(workspaceId: string, id: string): Promise<Action | Refused> {
    const [row] = await listActions(database, workspaceId, { id });
    return row === undefined ? noSuchAction : asAction(row);
  }

  async function add(
    workspaceId: string,
    aiAgentId: string,
    draft: ActionDraft,
  ): Promise<Action | Refused> {
    const id = newId('act') as ActionId;
    const added = await database.transaction(async (tx): Promise<Refused | null> => {
      if (!(await hasAgent(tx, workspaceId, aiAgentId, 'for update'))) return noSuchAgent;
      const others = await listActions(tx, workspaceId, { aiAgentId });
      if (others.length >= ACTION_LIMITS.actionsPerAgent)
        return refuse(
          'invalid_input',
          `An AI agent has at most ${ACTION_LIMITS.actionsPerAgent} actions.`,
        );
      const row = settle(draft, {
        id,
        workspaceId,
        aiAgentId: aiAgentId as AiAgentId,
        version: 1,
        known: {},
        moved: true,
      });
      if ('kind' in row) return row;
      await insertAction(tx, row);
      await recordAudit(tx, { workspaceId, kind: 'actionDefined', subject: named(row) });
      return null;
    });
    return added ?? get(workspaceId, id);
  }

  async function change(
    workspaceId: string,
    id: string,
    draft: ActionDraft,
  ): Promise<Action | Refused> {
    const changed = await database.transaction(async (tx): Promise<Refused | null> => {
      const before = await findAction(tx, workspaceId, id, 'for update');
      if (before === null) return noSuchAction;
      const { aiAgentId, version, definition } = before;
      const opened = openSecretHeaders(secrets, before);
      // A secret goes only to the server that it was entered for.
      const moved = fixedOrigin(definition.url) !== fixedOrigin(draft.url);
      const known = moved || opened === 'sealed_with_another_key' ? {} : opened;
      const row = settle(draft, {
        id: before.id,
        workspaceId,
        aiAgentId,
        version: version + 1,
        known,
        moved,
      });
      if ('kind' in row) return row;
      await updateAction(tx, row);
      await recordAudit(tx, { workspaceId, kind: 'actionChanged', subject: named(row) });
      return null;
    });
    return changed ?? get(workspaceId, id);
  }

  /** The row to be kept; `known` are the secret values of before; `moved`: to another server. */
  function settle(
    draft: ActionDraft,
    of: Pick<ActionRow, 'id' | 'workspaceId' | 'aiAgentId' | 'version'> & {
      known: Record<string, string>;
      moved: boolean;
    },
  ): ActionRow | Refused {
    const { known, moved, ...ids } = of;
    const { headers, ...definition } = draft;
    const faults = [...checkAction(draft), ...serverFaults(draft, moved)];
    const sealed: Record<string, string> = {};
    for (const [at, { name, value, secret }] of headers.entries()) {
      const kept = value ?? (secret && Object.hasOwn(known, name) ? known[name] : undefined);
      if (kept === undefined)
        faults.push({ path: `headers.${at}.value`, message: 'must be entered (again)' });
      else if (secret) sealed[name] = kept;
    }
    if (faults.length > 0) return invalid(faults);
    const hasSecrets = Object.keys(sealed).length > 0;
    return {
      ...ids,
      definition,
      headers: headers.map(({ name, value, secret }) => ({
        name,
        secret,
        value: secret ? null : (value ?? ''),
      })),
      secretHeaders: hasSecrets
        ? secrets.seal(JSON.stringify(sealed), secretsPlace(ids.workspaceId, ids.id))
        : null,
      updatedAt: clock.now(),
    };
  }

  /**
   * Told at once, instead of by requests that fail. One that leads where the operator no longer lets
   * it can still be switched off.
   */
  function serverFaults({ url, enabled }: ActionDraft, moved: boolean): ActionFault[] {
    const origin = moved || enabled ? fixedOrigin(url) : null;
    const message = origin === null ? null : refuses(origin);
    return message === null ? [] : [{ path: 'url', message }];
  }

  return {
    list,
    get,
    add,
    change,
    remove: (workspaceId: string, id: string): Promise<Refused | null> =>
      database.transaction(async (tx) => {
        const action = await findAction(tx, workspaceId, id, 'for update');
        if (action === null || !(await deleteAction(tx, workspaceId, id))) return noSuchAction;
        await recordAudit(tx, { workspaceId, kind: 'actionRemoved', subject: named(action) });
        return null;
      }),
  };
}

const named = ({ id, definition }: Pick<ActionRow, 'id' | 'definition'>) => ({
  kind: 'action',
  id,
  name: definition.name,
});

export function invalid(faults: readonly ActionFault[]): Refused {
  const [first] = faults;
  return {
    ...refuse('invalid_input', first === undefined ? '' : `“${first.path}” ${first.message}.`),
    errors: [...faults],
  };
}

async function hasAgent(
  sql: Sql,
  workspaceId: string,
  aiAgentId: string,
  lock = '',
): Promise<boolean> {
  const rows = await sql.query(
    `select 1 from ai_agents where workspace_id = $1 and id = $2 ${lock}`,
    [workspaceId, aiAgentId],
  );
  return rows.length > 0;
}
