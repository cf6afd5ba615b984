/** What became of a page: the word, the mark and its colour. */
import type { SourcePageState } from '@baton/protocol';
import {
  Ban,
  Check,
  CircleAlert,
  CircleDashed,
  Equal,
  type LucideIcon,
  MinusCircle,
} from 'lucide-react';

export const pageStates: Record<
  SourcePageState,
  { words: string; look: string; Icon: LucideIcon }
> = {
  read: { words: 'Read', look: 'text-good-text', Icon: Check },
  unchanged: { words: 'Unchanged', look: 'text-ink-soft', Icon: Equal },
  skipped: { words: 'Skipped', look: 'text-ink-soft', Icon: MinusCircle },
  failed: { words: 'Failed', look: 'text-danger-text', Icon: CircleAlert },
  queued: { words: 'Waiting', look: 'text-ink-faint', Icon: CircleDashed },
  retired: { words: 'Gone', look: 'text-warn-text', Icon: Ban },
};
