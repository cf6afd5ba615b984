import { CircleAlert, CircleCheck, CircleX, ShieldQuestionMark, Zap } from 'lucide-react';
import type { ComponentType } from 'react';
import { useSession } from '../../api/session.ts';
import { Moment } from './moment.tsx';
import type { ShownRun } from './action-runs.ts';
import { runChip } from './run-chip.tsx';
import type { ActionEvent } from './timeline.ts';
import { ValueTable } from './value-table.tsx';

/** What an action asked, who decided, what came of it: quiet lines of the thread. */
export function ActionLine({
  event,
  runs,
}: {
  event: ActionEvent;
  /** Of this conversation: how the request stands now. */
  runs: readonly ShownRun[];
}) {
  const { teammates, teammate: me } = useSession();
  const nameOf = (id: string) =>
    id === me.id ? 'You' : (teammates.find((one) => one.id === id)?.name ?? 'A teammate');
  const { Icon, words, more } = say(event, nameOf);
  const run = runs.find(({ runId }) => runId === event.runId);
  return (
    <div className="my-2.5 flex flex-col items-center gap-1.5 px-4 text-small text-ink-soft">
      <p className="flex max-w-full items-start gap-2">
        <span aria-hidden className="mt-0.5 shrink-0 text-ink-faint">
          <Icon size={13} />
        </span>
        <span className="min-w-0 text-balance">
          {words} <Moment at={event.at} className="ml-1 text-ink-faint" />
        </span>
      </p>
      {more && <p className="max-w-120 text-center break-words text-ink">“{more}”</p>}
      {event.type === 'actionRequested' && (
        <div className="w-full max-w-100 rounded-md border border-line bg-canvas px-3 py-2 text-ink">
          <p className="mb-1 flex items-center justify-between gap-3">
            <span className="min-w-0 truncate font-semibold">{event.name}</span>
            {run && runChip(run.state)}
          </p>
          {event.inputs.length > 0 ? (
            <ValueTable label="With" values={event.inputs} />
          ) : (
            <p className="text-ink-soft">It needs nothing from the customer.</p>
          )}
        </div>
      )}
    </div>
  );
}

function say(
  event: ActionEvent,
  nameOf: (id: string) => string,
): { Icon: ComponentType<{ size?: number }>; words: string; more: string | null } {
  switch (event.type) {
    case 'actionRequested':
      return { Icon: ShieldQuestionMark, words: 'The AI asked for approval', more: null };
    case 'actionDecided': {
      if (event.by === null)
        return { Icon: CircleX, words: `Nobody decided on “${event.name}” in time`, more: null };
      const did = event.approved ? 'approved' : 'declined';
      return {
        Icon: event.approved ? CircleCheck : CircleX,
        words: `${nameOf(event.by)} ${did} “${event.name}”`,
        more: event.note,
      };
    }
    case 'actionFinished':
      return {
        Icon: event.ok ? (event.answered ? Zap : CircleCheck) : CircleAlert,
        words: event.ok ? `Done: ${event.name}` : `“${event.name}” did not work`,
        // The answer that follows says it.
        more: event.answered ? null : event.text,
      };
  }
}
