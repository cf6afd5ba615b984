import type { AnswerLine, BudgetView, CalibrationView } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  basisInWords,
  basisOf,
  interval,
  measuredOf,
  pointAt,
  share,
} from '../calibration/meaning.ts';
import { Skeleton } from '../design/skeleton.tsx';
import { percent } from '../inbox/words.ts';

/** What the line means for customers, live as one drags: two numbers and what they rest on. */
export function LineMeaning({
  answer,
  calibration,
  budget,
  standing,
  failed,
}: {
  answer: AnswerLine;
  calibration: CalibrationView | null;
  /** For a budget: the promise that can be made for it. */
  budget: BudgetView | null;
  /** Where the line stays while nothing can be promised. */
  standing: number;
  failed: boolean;
}) {
  return (
    <section
      aria-label="What this means"
      aria-live="polite"
      className="flex min-h-44 flex-col gap-3 rounded-lg bg-sunken p-4"
    >
      {failed ? (
        <p className="text-ink-soft">What this comes to could not be loaded.</p>
      ) : calibration === null || (answer.mode === 'budget' && budget === null) ? (
        <Waiting />
      ) : answer.mode === 'threshold' ? (
        <ThresholdMeaning calibration={calibration} at={answer.at} />
      ) : (
        budget && <BudgetMeaning budget={budget} standing={standing} />
      )}
    </section>
  );
}

function ThresholdMeaning({ calibration, at }: { calibration: CalibrationView; at: number }) {
  const basis = basisOf(calibration);
  const point = pointAt(measuredOf(calibration, basis).curve, at);
  if (!point?.wrong) {
    return <p className="text-read text-pretty">From here on it would answer nothing at all.</p>;
  }
  return (
    <>
      <Numbers
        left={[`about ${share(point.coverage)}`, 'of questions answered']}
        right={[`about ${share(point.wrong.share)}`, `of those wrong (${interval(point.wrong)})`]}
      />
      <p className="text-small text-pretty text-ink-soft">
        From {basisInWords(calibration, basis, point)}; the interval is a 95% one.
      </p>
      {basis === 'shipped' && (
        <p className="text-small text-pretty text-ink-soft">
          Not enough reviews yet, so these are not your customers’ questions
          {calibration.needed > 0 && `; ${calibration.needed} more reviews needed`}.{' '}
          {share(calibration.shipped.unanswerable)} of them had no answer in the documents: yours
          may fare better.
        </p>
      )}
    </>
  );
}

function BudgetMeaning({ budget, standing }: { budget: BudgetView; standing: number }) {
  const { answerAt, coverage, bound, certainty } = budget;
  return (
    <>
      {answerAt === null ? (
        <p className="text-read font-medium text-pretty">
          Nothing can be promised for this budget yet: it goes on answering from {percent(standing)}{' '}
          sure.
        </p>
      ) : (
        <Numbers
          left={
            coverage === null
              ? [`from ${percent(answerAt)}`, 'sure it answers']
              : [`about ${share(coverage)}`, `answered, from ${percent(answerAt)} sure`]
          }
          right={[
            `at most ${Math.round(bound * 1_000) / 10}%`,
            `of those wrong (${share(certainty)} certain)`,
          ]}
        />
      )}
      <p className="text-small text-pretty text-ink-soft">{budget.statement}</p>
      {budget.needed > 0 && (
        <Link
          to="/decision/{-$section}"
          params={{ section: 'reviews' }}
          className="self-start rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          Review decisions
        </Link>
      )}
    </>
  );
}

function Numbers({
  left,
  right,
}: {
  left: readonly [string, ReactNode];
  right: readonly [string, ReactNode];
}) {
  return (
    <dl className="grid grid-cols-2 gap-4">
      {[left, right].map(([number, of], index) => (
        <div key={index === 0 ? 'answered' : 'wrong'} className="flex flex-col-reverse justify-end">
          <dt className="text-small text-pretty text-ink-soft">{of}</dt>
          <dd className="text-title font-semibold tracking-tight whitespace-nowrap tabular-nums">
            {number}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3">
      <Skeleton className="h-7 w-32" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}
