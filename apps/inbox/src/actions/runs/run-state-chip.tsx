import type { RunState } from '@baton/protocol';
import { Chip, type ChipTone } from '../../design/chip.tsx';

const looks: Record<RunState, { tone: ChipTone; words: string }> = {
  collecting: { tone: 'plain', words: 'Asking the customer' },
  awaiting_approval: { tone: 'warn', words: 'Waits for approval' },
  running: { tone: 'info', words: 'Running' },
  succeeded: { tone: 'good', words: 'Done' },
  failed: { tone: 'danger', words: 'Failed' },
  declined: { tone: 'plain', words: 'Declined' },
  cancelled: { tone: 'plain', words: 'Cancelled' },
};

export function runStateChip(state: RunState) {
  const { tone, words } = looks[state];
  return <Chip tone={tone}>{words}</Chip>;
}
