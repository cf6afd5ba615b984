/** Where events take the runs of actions, as changes of their rows. */
import type { ConversationEvent, RunState } from '@baton/protocol';

interface RunRow {
  id: string;
  state: RunState;
  /** By field; null: as they were. */
  inputs: Record<string, string> | null;
  decided_by: string | null;
  note: string | null;
  finished_at: string | null;
}

export function runRows(events: readonly ConversationEvent[]): RunRow[] {
  return events.flatMap((event): RunRow[] => {
    if (!('runId' in event)) return [];
    const as = { id: event.runId, inputs: null, decided_by: null, note: null, finished_at: null };
    switch (event.type) {
      case 'actionRequested':
        return [
          {
            ...as,
            state: 'awaiting_approval',
            inputs: Object.fromEntries(event.inputs.map(({ name, value }) => [name, value])),
          },
        ];
      case 'actionDecided': {
        const { by, note, at } = event;
        if (event.approved) return [{ ...as, state: 'running', decided_by: by, note }];
        const state = by === null ? 'cancelled' : 'declined';
        return [{ ...as, state, decided_by: by, note, finished_at: at }];
      }
      case 'actionFinished':
        return [{ ...as, state: event.ok ? 'succeeded' : 'failed', finished_at: event.at }];
    }
  });
}
