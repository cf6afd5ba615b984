/** What a thread tells of actions, in words for the teammate who takes it on. */
import type { ActionRunId, Brief, ConversationEvent } from '@baton/protocol';

type Told = NonNullable<Brief['actions']>;

/** Each run once, by what was told last; the oldest first. */
function actionsTold(events: readonly ConversationEvent[]): Told {
  const told = new Map<ActionRunId, string>();
  for (const event of events) {
    switch (event.type) {
      case 'actionRequested':
        told.set(event.runId, `${event.name}${filledIn(event.inputs)}: waits to be approved.`);
        break;
      case 'actionDecided':
        told.set(event.runId, `${event.name}: ${event.approved ? 'approved' : 'not approved'}.`);
        break;
      case 'actionFinished':
        told.set(
          event.runId,
          `${event.name}: ${event.ok ? 'done' : 'failed'}. The customer was told: “${event.text.slice(0, 300)}”`,
        );
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

const filledIn = (inputs: readonly { label: string; value: string }[]): string =>
  inputs.length === 0
    ? ''
    : ` (${inputs.map(({ label, value }) => `${label}: ${value}`).join(', ')})`;
