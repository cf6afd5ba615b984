import type { ActionRun } from '@baton/protocol';
import { BadgeCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.ts';
import { wholeMoment } from '../../app/times.ts';
import { ValueTable } from '../../inbox/conversation/value-table.tsx';

/** One run, all of it: with what, for whom, who decided, what came back, what was said. */
export function RunDetails({ run }: { run: ActionRun }) {
  const { teammates, teammate: me } = useSession();
  const by = run.decidedBy;
  const who = by === me.id ? 'You' : (teammates.find(({ id }) => id === by)?.name ?? 'A teammate');
  return (
    <div className="flex flex-col gap-3">
      {run.inputs.length > 0 && <ValueTable label="With" values={run.inputs} />}
      <p
        className={`flex items-center gap-1.5 text-small font-medium ${run.identified ? 'text-good-text' : 'text-ink-soft'}`}
      >
        {run.identified ? (
          <BadgeCheck size={14} aria-hidden />
        ) : (
          <TriangleAlert size={14} aria-hidden />
        )}
        {run.identified
          ? 'The customer was verified by your website'
          : 'The customer was not verified'}
      </p>
      {by && (
        <Part title={run.state === 'declined' ? `${who} declined` : `${who} approved`}>
          {run.note && <p className="break-words">“{run.note}”</p>}
        </Part>
      )}
      {run.problem && (
        <Part title="What went wrong">
          <p className="break-words text-danger-text">{run.problem}</p>
        </Part>
      )}
      {run.says && (
        <Part title="What the customer was told">
          <p className="break-words" dir="auto">
            “{run.says}”
          </p>
        </Part>
      )}
      <p className="text-small text-ink-faint">
        {[
          wholeMoment(run.at),
          run.status !== null && `answered ${run.status}`,
          run.tries > 1 && `${run.tries} tries`,
          `version ${run.actionVersion}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="text-small font-semibold text-ink-soft">{title}</p>
      {children}
    </div>
  );
}
