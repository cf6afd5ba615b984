import { Chip, type ChipTone } from '../../design/chip.tsx';
import type { RunState } from './action-runs.ts';

const looks: Record<RunState['is'], { tone: ChipTone; words: string }> = {
  waiting: { tone: 'warn', words: 'Waits for approval' },
  running: { tone: 'info', words: 'Running' },
  declined: { tone: 'plain', words: 'Declined' },
  done: { tone: 'good', words: 'Done' },
  failed: { tone: 'danger', words: 'Failed' },
};

export function runChip({ is }: RunState) {
  const { tone, words } = looks[is];
  return <Chip tone={tone}>{words}</Chip>;
}
