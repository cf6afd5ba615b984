import type { CalibrationView } from '@baton/protocol';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Notice } from '../design/notice.tsx';
import { Progress } from '../design/progress.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { SettingsCard } from '../settings/settings-card.tsx';
import { type Basis, basisOf, measuredOf } from './meaning.ts';
import { Switcher } from '../design/switcher.tsx';

const Figures = lazy(async () => ({ default: (await import('./figures.tsx')).Figures }));

/** What confidence rests on, how well it keeps its word, and whether it still does. */
export function CalibrationCard({ view, answerAt }: { view: CalibrationView; answerAt: number }) {
  const [chosen, setChosen] = useState<Basis | null>(null);
  const basis = chosen ?? basisOf(view);
  return (
    <SettingsCard title="What this rests on" lead={restsOn(view)}>
      {view.drift.state === 'drifting' && <Notice kind="warn">{view.drift.words}</Notice>}
      {view.shippedBecause && view.needed === 0 && (
        <Notice kind="info">{view.shippedBecause}</Notice>
      )}
      {view.caveat && <Notice kind="info">{view.caveat}</Notice>}
      {view.needed > 0 && <StillNeeded view={view} />}
      {view.own && (
        <Switcher
          label="Measured on"
          value={basis}
          onChange={setChosen}
          options={[
            { value: 'own', name: 'Your reviews' },
            { value: 'shipped', name: 'As shipped' },
          ]}
        />
      )}
      {basis === 'shipped' && <p className="text-small text-ink-soft">{view.shipped.statement}</p>}
      <Suspense fallback={<FiguresSkeleton />}>
        <Figures measured={measuredOf(view, basis)} answerAt={answerAt} />
      </Suspense>
      <p className="text-small text-ink-faint">
        Calibration {view.version}
        {view.drift.state === 'ok' && ` · ${view.drift.words}`}
      </p>
    </SettingsCard>
  );
}

function restsOn({ source, reviewed, needed }: CalibrationView): string {
  if (source === 'own') {
    return `Its confidence is fitted to your own customers: ${reviewed.total.toLocaleString('en')} reviewed decisions, ${reviewed.right.toLocaleString('en')} right and ${reviewed.wrong.toLocaleString('en')} wrong.`;
  }
  return needed > 0
    ? 'Not enough reviews yet: it uses the calibration that Baton ships with.'
    : 'It uses the calibration that Baton ships with.';
}

function StillNeeded({ view: { reviewed, needed } }: { view: CalibrationView }) {
  const goal = reviewed.total + needed;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-sunken px-3 py-2.5">
      <div className="min-w-48 flex-1">
        <p className="mb-1.5 text-small">
          <strong className="font-semibold tabular-nums">
            {reviewed.total} of {goal}
          </strong>{' '}
          reviews for a first calibration of your own; {needed} more needed
        </p>
        <Progress value={reviewed.total} max={goal} label="Reviews for a first own calibration" />
      </div>
      <Link
        to="/decision/{-$section}"
        params={{ section: 'reviews' }}
        className="rounded-sm font-medium text-accent-text underline-offset-2 hover:underline"
      >
        Review decisions
      </Link>
    </div>
  );
}

function FiguresSkeleton() {
  return (
    <div role="status" aria-label="Loading the plots" className="grid gap-8 xl:grid-cols-2">
      <Skeleton className="h-87 w-full rounded-lg" />
      <Skeleton className="h-87 w-full rounded-lg" />
    </div>
  );
}
