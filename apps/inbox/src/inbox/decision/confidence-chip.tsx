import type { DecisionSummary } from '@baton/protocol';
import { Chip } from '../../design/chip.tsx';
import { percent } from '../words.ts';
import { outcomeInWords, sureness } from './sureness.ts';

/** How sure the AI was, in one small word; without a measure, what it did instead. */
export function ConfidenceChip({ decision }: { decision: DecisionSummary }) {
  const sure = sureness(decision);
  if (sure === null) return <Chip>{outcomeInWords(decision)}</Chip>;
  return <Chip tone={sure >= decision.threshold ? 'good' : 'warn'}>{percent(sure)} sure</Chip>;
}
