import type { KnowledgeDocument } from '@baton/protocol';
import { CircleAlert } from 'lucide-react';
import { Chip } from '../design/chip.tsx';
import { Progress } from '../design/progress.tsx';
import { Spinner } from '../design/spinner.tsx';

/** Whether the AI knows a document yet. Found by words at once, by meaning a little later. */
export function DocumentState({ document }: { document: KnowledgeDocument }) {
  const { state, passageCount, embeddedCount } = document;
  if (state === 'failed') {
    return (
      <Chip tone="danger" icon={<CircleAlert size={11} aria-hidden />}>
        Failed
      </Chip>
    );
  }
  if (state === 'processing') return <Chip icon={<Spinner size={11} />}>Reading</Chip>;
  if (embeddedCount >= passageCount) return <Chip tone="good">Ready</Chip>;
  return (
    <span className="flex w-28 flex-col gap-1">
      <span className="text-small text-ink-soft tabular-nums">
        Learning {embeddedCount} of {passageCount}
      </span>
      <Progress value={embeddedCount} max={passageCount} label={`Learning ${document.title}`} />
    </span>
  );
}
