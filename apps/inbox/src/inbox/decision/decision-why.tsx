import type { DecisionSummary } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { decisionQuery } from '../../api/conversations.ts';
import { inWords } from '../../api/request.ts';
import { Skeleton } from '../../design/skeleton.tsx';
import { outcomeWords } from '../words.ts';
import { ConfidenceScale } from './confidence-scale.tsx';
import { PassageList } from './passage-list.tsx';
import { ruleInWords } from './rule-words.ts';
import { SignalTable } from './signal-table.tsx';

/** Why the AI answered, asked back or handed off: words first, then the measures behind them. */
export function DecisionWhy({ decision }: { decision: DecisionSummary }) {
  const record = useQuery(decisionQuery(decision.id));
  return (
    <div className="flex flex-col gap-4 p-4">
      <div>
        <p className="text-small font-medium text-ink-soft">{outcomeWords[decision.outcome]}</p>
        <p className="mt-0.5 text-read text-pretty">{decision.explanation}</p>
      </div>
      {decision.confidence !== null && (
        <ConfidenceScale confidence={decision.confidence} threshold={decision.threshold} />
      )}
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
          <SignalTable signals={record.data.signals} />
          <PassageList passages={record.data.passages} />
        </>
      )}
      <p className="border-t border-line pt-3 text-small text-ink-faint">
        Decided by the rule “{ruleInWords(decision.rule)}”, policy version {decision.policyVersion}
      </p>
    </div>
  );
}
