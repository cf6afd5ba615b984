import type { ReviewQueue } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CheckCheck, CloudOff } from 'lucide-react';
import { useState } from 'react';
import { inWords } from '../api/request.ts';
import { calibrationQuery, review, reviewQueueQuery } from '../api/reviews.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { complain } from '../design/toasts.ts';
import { useCommand } from '../keyboard/use-command.ts';
import { MARK_KEYS } from '../inbox/decision/mark-keys.ts';
import { ReviewItem } from './review-item.tsx';
import { ReviewProgress } from './review-progress.tsx';

type Item = ReviewQueue['items'][number];
type Verdict = 'right' | 'wrong';
/** What was done with an item, newest last: for going back one. */
type Step = { item: Item; verdict: Verdict | null };

/** One decision after another, drawn at random, each marked with one key. */
export function ReviewQueueSection({ aiAgentId }: { aiAgentId: string }) {
  const queryClient = useQueryClient();
  const queue = useQuery({ ...reviewQueueQuery(aiAgentId), refetchOnMount: 'always' });
  const calibration = useQuery(calibrationQuery(aiAgentId));
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const done = new Set(steps.map(({ item }) => item.decisionId));
  const left = (queue.data?.items ?? []).filter(({ decisionId }) => !done.has(decisionId));
  const item = left[0];
  const marking = useMutation({
    scope: { id: 'review queue' },
    mutationFn: (step: Step) =>
      review(step.item.decisionId, { verdict: step.verdict, about: 'answer' }),
    onError(error, step) {
      complain(inWords(error));
      setSteps((all) => all.filter((one) => one.item.decisionId !== step.item.decisionId));
    },
  });
  const readMore = (remaining: number) => {
    if (remaining === 0) void queue.refetch();
  };
  const say = (verdict: Verdict) => {
    if (!item) return;
    const step = { item, verdict };
    setSteps((all) => [...all, step]);
    marking.mutate(step, { onSuccess: () => readMore(left.length - 1) });
  };
  const skip = () => {
    if (!item) return;
    setSteps((all) => [...all, { item, verdict: null }]);
    readMore(left.length - 1);
  };
  const back = () => {
    const step = steps.at(-1);
    if (!step) return;
    setSteps((all) => all.slice(0, -1));
    // It may have left the queue: back it comes, to be looked at again.
    queryClient.setQueryData<ReviewQueue>(
      reviewQueueQuery(aiAgentId).queryKey,
      (now) =>
        now && {
          ...now,
          items: [
            step.item,
            ...now.items.filter(({ decisionId }) => decisionId !== step.item.decisionId),
          ],
        },
    );
    if (step.verdict !== null) marking.mutate({ item: step.item, verdict: null });
  };
  const group = 'General' as const;
  const enabled = item !== undefined;
  useCommand({
    label: 'The answer is right',
    group,
    keys: MARK_KEYS[0],
    run: () => say('right'),
    enabled,
  });
  useCommand({
    label: 'The answer is wrong',
    group,
    keys: MARK_KEYS[1],
    run: () => say('wrong'),
    enabled,
  });
  useCommand({ label: 'Skip this decision', group, keys: 's', run: skip, enabled });
  useCommand({
    label: 'Back to the last decision',
    group,
    keys: 'u',
    run: back,
    enabled: steps.length > 0,
  });

  const said = steps.filter(({ verdict }) => verdict !== null).length;
  return (
    <div className="flex flex-col gap-5">
      {calibration.data && <ReviewProgress view={calibration.data} said={said} />}
      {queue.isPending ? (
        <ItemSkeleton />
      ) : queue.isError && !item ? (
        <EmptyState
          icon={<CloudOff size={20} />}
          title="The queue could not be loaded"
          action={<Button onClick={() => void queue.refetch()}>Try again</Button>}
        >
          <p role="alert">{inWords(queue.error)}</p>
        </EmptyState>
      ) : item ? (
        <ReviewItem
          key={item.decisionId}
          item={item}
          onSay={say}
          onSkip={skip}
          onBack={steps.length > 0 ? back : null}
        />
      ) : queue.isFetching ? (
        <ItemSkeleton />
      ) : (
        <EmptyState
          icon={<CheckCheck size={20} />}
          title={said > 0 || steps.length > 0 ? 'That is all for now' : 'Nothing to review yet'}
          action={
            steps.length > 0 && (
              <Button onClick={back} look="quiet">
                Back to the last one
              </Button>
            )
          }
        >
          {queue.data && queue.data.drawn > 0
            ? 'More decisions are drawn as customers ask. Come back any day: a few at a time is fine.'
            : 'As soon as customers ask something, decisions are drawn from it at random to be reviewed here.'}
        </EmptyState>
      )}
    </div>
  );
}

function ItemSkeleton() {
  return (
    <div role="status" aria-label="Loading the next decision" className="flex flex-col gap-4">
      <Skeleton className="h-16 w-3/4 rounded-lg" />
      <Skeleton className="ml-auto h-28 w-4/5 rounded-lg" />
      <Skeleton className="h-10 w-full" />
    </div>
  );
}
