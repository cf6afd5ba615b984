import type { DecisionSummary, DecisionView } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { decisionQuery } from '../../api/conversations.ts';
import { inWords } from '../../api/request.ts';
import { Skeleton } from '../../design/skeleton.tsx';
import { calibrationOf } from './calibration-of.ts';
import { ConfidenceScale } from './confidence-scale.tsx';
import { GenerationNumbers } from './generation-numbers.tsx';
import { GenerationView } from './generation-view.tsx';
import { PassageList } from './passage-list.tsx';
import { ruleInWords, sectionOfRule } from './rule-words.ts';
import { SignalTable } from './signal-table.tsx';
import { outcomeInWords, sureness } from './sureness.ts';

/** Why the AI answered, asked back or handed off: words first, the measures behind them on demand. */
export function DecisionWhy({ decision }: { decision: DecisionSummary }) {
  const record = useQuery(decisionQuery(decision.id));
  const sure = sureness(decision);
  return (
    <div className="flex flex-col gap-4 p-4">
      <div>
        <p className="text-small font-medium text-ink-soft">{outcomeInWords(decision)}</p>
        <p className="mt-0.5 text-read text-pretty">{decision.explanation}</p>
      </div>
      {sure !== null && <ConfidenceScale confidence={sure} threshold={decision.threshold} />}
      {record.isPending && (
        <div role="status" aria-label="Loading the record" className="flex flex-col gap-2">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-5/6" />
        </div>
      )}
      {record.isError && <p className="text-small text-ink-soft">{inWords(record.error)}</p>}
      {record.data && (
        <>
          {record.data.generation && (
            <GenerationView generation={record.data.generation} passages={record.data.passages} />
          )}
          {record.data.passages.length === 0 && decision.rule !== 'no_passage' ? (
            <p className="text-small text-ink-soft">Decided before anything was searched.</p>
          ) : (
            <PassageList passages={record.data.passages} />
          )}
          <Numbers decision={decision} record={record.data} />
        </>
      )}
    </div>
  );
}

/** What was measured, and by which rule, policy and calibration it was decided. */
function Numbers({ decision, record }: { decision: DecisionSummary; record: DecisionView }) {
  const section = sectionOfRule(decision.rule);
  const calibration = calibrationOf(record.record);
  return (
    <details className="group border-t border-line pt-3">
      <summary className="flex min-h-6 cursor-pointer list-none items-center justify-between rounded-sm text-small font-semibold text-ink-soft max-md:min-h-10 [&::-webkit-details-marker]:hidden">
        Signals and numbers
        <ChevronDown size={14} aria-hidden className="transition-transform group-open:rotate-180" />
      </summary>
      <div className="mt-3 flex flex-col gap-4">
        <SignalTable signals={record.signals} />
        {record.generation && <GenerationNumbers generation={record.generation} />}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
          <dt className="text-ink-soft">Rule</dt>
          <dd>
            {section === null ? (
              ruleInWords(decision.rule)
            ) : (
              <Link
                to="/decision/{-$section}"
                params={{ section }}
                className="text-accent-text underline-offset-2 hover:underline"
              >
                {ruleInWords(decision.rule)}
              </Link>
            )}
          </dd>
          <dt className="text-ink-soft">Policy</dt>
          <dd>
            <Link
              to="/decision/{-$section}"
              params={{ section: 'versions' }}
              className="text-accent-text underline-offset-2 hover:underline"
            >
              version {decision.policyVersion}
            </Link>
          </dd>
          {calibration !== null && (
            <>
              <dt className="text-ink-soft">Calibration</dt>
              <dd className="break-words">{calibration}</dd>
            </>
          )}
        </dl>
      </div>
    </details>
  );
}
