/** Actions over a `World`: definitions, trying, runs, approval, identity. */
import type { Action, ActionDraft, Teammate } from '@baton/protocol';
import { failedTrial, runs, trial } from './actions.ts';
import { type Answer, ok, problem } from './answers.ts';
import { id } from './ids.ts';
import { aiAgent } from './people.ts';
import type { World } from './world.ts';

const secret = 'idk_9dJ4mQ0s7Zp2Xv6TbR1cYkW8eLh3NfUa';

export function agentActions(
  world: World,
  method: string,
  path: string[],
  url: URL,
  body: ActionDraft,
): Answer {
  const state = world.actions;
  switch (path[2]) {
    case 'actions': {
      if (method === 'GET') return ok({ actions: state.actions });
      const refused = check(body);
      if (refused) return refused;
      const made = stored(body, {
        id: id('act', 100 + state.actions.length),
        version: 1,
        lastRunAt: null,
        runs: 0,
        failures: 0,
      });
      state.actions.push(made);
      state.saved.push(body);
      return ok({ action: made });
    }
    case 'action-runs': {
      const wanted = url.searchParams.get('action');
      const found = runs.filter(({ actionId }) => !wanted || actionId === wanted);
      const from = Number(url.searchParams.get('page') ?? 0);
      return ok({
        runs: found.slice(from, from + 15),
        nextPage: from + 15 < found.length ? String(from + 15) : null,
      });
    }
    case 'identity-secret': {
      if (method === 'GET')
        return ok({ set: state.secretSet, setAt: state.secretSet ? '2026-01-04T09:00:00Z' : null });
      state.secretSet = true;
      return ok({ secret });
    }
    default:
      return problem('not_found');
  }
}

export function oneAction(
  world: World,
  method: string,
  path: string[],
  body: ActionDraft & { values: Record<string, string> },
): Answer {
  const state = world.actions;
  const at = state.actions.findIndex((one) => one.id === path[1]);
  const action = state.actions[at];
  if (!action) return problem('not_found');
  if (path[2] === 'try') return ok(body.values['order'] === '0' ? failedTrial : trial);
  if (method === 'DELETE') {
    state.actions.splice(at, 1);
    return ok();
  }
  const refused = check(body);
  if (refused) return refused;
  state.saved.push(body);
  const { id: actionId, lastRunAt, runs: count, failures } = action;
  const version = action.version + 1;
  const changed = stored(body, { id: actionId, version, lastRunAt, runs: count, failures });
  state.actions[at] = changed;
  return ok({ action: changed });
}

const stored = (draft: ActionDraft, more: object) =>
  ({
    ...draft,
    aiAgentId: aiAgent.id,
    updatedAt: new Date().toISOString(),
    ...more,
    headers: draft.headers.map((one) => ({
      name: one.name,
      secret: one.secret,
      value: one.secret ? null : (one.value ?? ''),
    })),
  }) as Action;

/** Two of the server's checks, as it words them. */
function check(draft: ActionDraft): Answer | null {
  const errors: { path: string; message: string }[] = [];
  if (draft.name.trim() === '') errors.push({ path: 'name', message: 'is empty' });
  const known = new Set(draft.fields.map(({ name }) => name));
  for (const [, name = ''] of draft.url.matchAll(/\{\{(\w+)\}\}/gu))
    if (!known.has(name))
      errors.push({ path: 'url', message: `uses {{${name}}}, which is no field` });
  return errors.length > 0 ? problem('invalid_input', undefined, { errors }) : null;
}

export function decideRun(world: World, me: Teammate, path: string[], note: string | null): Answer {
  const found = world.waitingRun(path[1] ?? '');
  if (!found) return problem('run_not_waiting', 'Somebody has decided already.');
  const { conversationId, summary, requested } = found;
  const { runId, actionId, name } = requested;
  const approved = path[2] === 'approve';
  const first =
    summary.controller === 'queue' ? [{ type: 'claimed' as const, teammateId: me.id }] : [];
  world.happen(conversationId, ...first, {
    type: 'actionDecided',
    runId,
    actionId,
    name,
    by: me.id,
    approved,
    note: note ?? null,
  });
  return ok({ run: null });
}
