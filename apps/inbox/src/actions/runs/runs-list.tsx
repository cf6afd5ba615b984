import type { ActionRun } from '@baton/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useId, useState } from 'react';
import { agentRunsQuery } from '../../api/actions.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { useNow } from '../../app/now.ts';
import { pastMoment } from '../../app/times.ts';
import { FoldButton } from '../../design/fold-button.tsx';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { classNames } from '../../design/class-names.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { Loading } from '../../design/loading.tsx';
import { RunDetails } from './run-details.tsx';
import { runStateChip } from './run-state-chip.tsx';

/** What was done and for whom, newest first: of every action, or of one. */
export function RunsList({
  aiAgentId,
  actionId = null,
}: {
  aiAgentId: string;
  actionId?: string | null;
}) {
  const query = useInfiniteQuery(agentRunsQuery(aiAgentId, actionId));
  if (query.isPending) {
    return <Loading what="the runs" blocks={['h-12', 'h-12', 'h-12']} gap="gap-2" />;
  }
  if (query.isError) {
    return <NotLoaded what="The runs" query={query} />;
  }
  const runs = query.data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) {
    return (
      <EmptyState icon={<History size={20} />} title="Nothing has run yet">
        Each time a customer has something done, it is written down here: with what, and what came
        of it.
      </EmptyState>
    );
  }
  return (
    <>
      <Card className="overflow-hidden">
        <ul aria-label="Runs">
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      </Card>
      {query.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function RunRow({ run }: { run: ActionRun }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const now = useNow();
  const with_ = run.inputs.map(({ value }) => value).join(', ');
  return (
    <li className={classNames('border-b border-line last:border-b-0', open && 'bg-canvas')}>
      <FoldButton
        open={open}
        controls={id}
        onToggle={() => setOpen(!open)}
        className="min-h-13 w-full px-4 max-md:px-3"
        name={run.name}
        about={[with_, pastMoment(run.at, now)].filter(Boolean).join(' · ')}
      >
        {runStateChip(run.state)}
      </FoldButton>
      <div id={id} hidden={!open}>
        {open && (
          <div className="flex flex-col gap-3 px-4 pt-1 pb-5 md:pl-11">
            <RunDetails run={run} />
            <Link
              to="/inbox/$view/$conversationId"
              params={{ view: 'open', conversationId: run.conversationId }}
              className="w-fit rounded-sm font-medium text-accent-text underline-offset-2 hover:underline"
            >
              Open the conversation
            </Link>
          </div>
        )}
      </div>
    </li>
  );
}
