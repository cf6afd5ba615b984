import type { ActionRun } from '@baton/protocol';
import { CircleAlert, CircleCheck, CircleX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Spinner } from '../../design/spinner.tsx';
import { isOver, type ShownRun } from './action-runs.ts';
import { ApprovalFrame } from './approval-frame.tsx';

/** What became of it: who decided, that it runs, what came of it, or why it failed. */
export function ApprovalOutcome({
  run,
  details,
  onDismiss,
}: {
  run: ShownRun;
  details: ActionRun | null;
  onDismiss: () => void;
}) {
  const { teammates, teammate: me } = useSession();
  const by = run.decided?.by ?? null;
  const who =
    by === null
      ? null
      : by === me.id
        ? 'You'
        : (teammates.find(({ id }) => id === by)?.name ?? 'A teammate');
  return (
    <ApprovalFrame>
      <div role="status" className="flex items-start gap-3">
        <span aria-hidden className="mt-0.5 shrink-0">
          {icons[run.state.is]}
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="text-base font-semibold">
            {run.name}: {headline(run, who)}
          </h3>
          <p className="mt-0.5 text-base break-words text-pretty text-ink-soft">
            {story(run, who, details)}
          </p>
        </div>
        {isOver(run) && (
          <IconButton label="Put this away" size="small" onClick={onDismiss}>
            <X size={15} />
          </IconButton>
        )}
      </div>
    </ApprovalFrame>
  );
}

const icons: Record<ShownRun['state']['is'], ReactNode> = {
  waiting: null,
  running: <Spinner />,
  declined: <CircleX size={17} className="text-ink-soft" />,
  done: <CircleCheck size={17} className="text-good-text" />,
  failed: <CircleAlert size={17} className="text-danger-text" />,
};

function headline({ state }: ShownRun, who: string | null): string {
  switch (state.is) {
    case 'waiting':
      return 'waits';
    case 'running':
      return 'it is being done …';
    case 'declined':
      return who === null ? 'nobody decided in time' : 'declined';
    case 'done':
      return 'done';
    case 'failed':
      return 'it did not work';
  }
}

function story({ state, decided }: ShownRun, who: string | null, details: ActionRun | null) {
  const note = decided?.note ? ` “${decided.note}”` : '';
  switch (state.is) {
    case 'waiting':
      return '';
    case 'running':
      return `${who ?? 'Somebody'} approved it.${note}`;
    case 'declined':
      return who === null
        ? 'It did not run. The customer waits for a person.'
        : `${who} declined it, and the customer was told.${note}`;
    case 'done':
      return `The customer was told: “${state.text}”`;
    case 'failed':
      // Where it may have happened all the same, the problem says so.
      return [details?.problem, `The customer was told: “${state.text}”`].filter(Boolean).join(' ');
  }
}
