/** What a thread tells of actions, in words for the teammate who takes it on. */
import type { ActionRunId, Brief, ConversationEvent } from '@baton/protocol';
import type { FinishedRun, RunToApprove } from '../../conversations/index.ts';

type Told = NonNullable<Brief['actions']>;

/** Each run once, by what was told last; the oldest first. */
function actionsTold(events: readonly ConversationEvent[]): Told {
  const told = new Map<ActionRunId, string>();
  for (const event of events) {
    switch (event.type) {
      case 'actionRequested':
        told.set(event.runId, requestedInWords(event));
        break;
      case 'actionDecided':
        told.set(event.runId, `${event.name}: ${event.approved ? 'approved' : 'not approved'}.`);
        break;
      case 'actionFinished':
        told.set(event.runId, finishedInWords(event));
        break;
      default:
    }
  }
  return [...told].map(([runId, text]) => ({ runId, text }));
}

/** A brief of before there were actions has none. */
export function withActions(brief: Brief, events: readonly ConversationEvent[]): Brief {
  const actions = actionsTold(events);
  return actions.length === 0 ? brief : { ...brief, actions };
}

export function requestedInWords({ name, inputs }: Pick<RunToApprove, 'name' | 'inputs'>): string {
  const filledIn = inputs.map(({ label, value }) => `${label}: ${value}`).join(', ');
  return `${name}${filledIn === '' ? '' : ` (${filledIn})`}: waits to be approved.`;
}

export function finishedInWords({
  name,
  ok,
  text,
}: Omit<FinishedRun, 'runId' | 'actionId'>): string {
  return `${name}: ${ok ? 'done' : 'failed'}. The customer was told: “${text.slice(0, 300)}”`;
}
