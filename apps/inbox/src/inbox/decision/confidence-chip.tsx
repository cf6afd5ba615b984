import type { DecisionSummary } from '@baton/protocol';
import { Chip } from '../../design/chip.tsx';
import { outcomeWords, percent } from '../words.ts';

/** How sure the AI was, in one small word; without a measure, what it did instead. */
export function ConfidenceChip({ decision }: { decision: DecisionSummary }) {
  if (decision.confidence === null) return <Chip>{outcomeWords[decision.outcome]}</Chip>;
  const sure = decision.confidence >= decision.threshold;
  return <Chip tone={sure ? 'good' : 'warn'}>{percent(decision.confidence)} sure</Chip>;
}
