/** The run that a customer's message goes on with, if it goes on with one. */
import type { ConversationEvent, SubmittedForm } from '@baton/protocol';
import type { Episode as StoredEpisode } from '../../conversations/index.ts';
import { recogniseValues } from './core/recognise-values.ts';
import type { ActionRow } from './store-actions.ts';
import type { RunRow } from './store-runs.ts';

export interface OpenRun {
  run: RunRow;
  how: 'form' | 'answer';
  submitted: SubmittedForm | null;
}

/** The run that this very message goes on with: its form was sent, or what it asked was said. */
export function openRun(
  runs: readonly RunRow[],
  { events, pending }: StoredEpisode,
  enabled: readonly ActionRow[],
  said: readonly string[],
): OpenRun | null {
  const unanswered = new Set(pending.map(({ version }) => version));
  const submitted = events.findLast(
    (event): event is Extract<ConversationEvent, { type: 'customerMessageSent' }> =>
      event.type === 'customerMessageSent' &&
      unanswered.has(event.version) &&
      event.submitted !== undefined,
  )?.submitted;
  const possible = runs.filter(({ actionId }) => enabled.some(({ id }) => id === actionId));
  const filledIn = possible.find(({ id }) => id === submitted?.runId);
  if (submitted !== undefined && filledIn !== undefined)
    return { run: filledIn, how: 'form', submitted };
  const run = possible.find(({ state }) => state === 'collecting');
  if (run === undefined) return null;
  const asked = events.findLast(({ type }) =>
    ['aiAnswered', 'replied', 'handedOff', 'handedBack', 'resolved'].includes(type),
  );
  if (asked?.type !== 'aiAnswered' || asked.form?.runId !== run.id) return null;
  const values = recogniseValues(run.definition.fields, said);
  const isNews = Object.entries(values).some(([name, value]) => run.inputs[name] !== value);
  return isNews ? { run, how: 'answer', submitted: null } : null;
}
