/**
 * An AI agent's actions as a decision reads them: the same lists of phrases as long as nothing
 * changed, for their vectors are remembered by list.
 */
import type { TurnAction } from '../../escalation/index.ts';
import { nameValues } from './core/name-values.ts';
import type { OpenRun } from './open-run.ts';
import type { ActionRow } from './store-actions.ts';

/** AI agents whose lists are kept; the one asked for longest ago goes first. */
const MOST_KEPT = 200;

export function rememberedActions() {
  const known = new Map<string, { key: string; actions: readonly TurnAction[] }>();
  return (
    aiAgentId: string,
    rows: readonly ActionRow[],
    open: OpenRun | null,
    text: string,
  ): readonly TurnAction[] => {
    const key = rows.map(({ id, version }) => `${id} ${version}`).join();
    let held = known.get(aiAgentId);
    if (held?.key !== key) {
      const actions = rows.map(({ id, definition }) => ({
        id,
        name: definition.name,
        useWhen: definition.useWhen,
        neverUseWhen: definition.neverUseWhen,
        sensitive: definition.sensitive,
      }));
      held = { key, actions };
      known.delete(aiAgentId);
      known.set(aiAgentId, held);
      if (known.size > MOST_KEPT) known.delete(known.keys().next().value as string);
    }
    const atTurn = rows.map(({ id, definition: { fields } }) => {
      const named = nameValues(text, fields);
      const how = open !== null && open.run.definition.actionId === id ? open.how : null;
      return { ...(named !== text && { text: named }), ...(how !== null && { open: how }) };
    });
    const asAlways = atTurn.every((each) => Object.keys(each).length === 0);
    return asAlways ? held.actions : held.actions.map((each, at) => ({ ...each, ...atTurn[at] }));
  };
}
