import type { KnowledgeDocument } from '@baton/protocol';
import { Ban, CircleAlert } from 'lucide-react';
import { wholeMoment } from '../app/times.ts';
import { Chip } from '../design/chip.tsx';
import { Progress } from '../design/progress.tsx';
import { Spinner } from '../design/spinner.tsx';

/** Whether the AI knows a document yet. Found by words at once, by meaning a little later. */
export function DocumentState({ document }: { document: KnowledgeDocument }) {
  const { state, passageCount, embeddedCount, retiredAt } = document;
  if (retiredAt) {
    return (
      <span title={`Not answered from since ${wholeMoment(retiredAt)}: its page is gone.`}>
        <Chip tone="warn" icon={<Ban size={11} aria-hidden />}>
          Retired
        </Chip>
      </span>
    );
  }
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
