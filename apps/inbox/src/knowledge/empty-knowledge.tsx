import { FlaskConical, Globe } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import type { Way } from './adding/add-ways.tsx';
import { DropZone } from './adding/drop-zone.tsx';

/** Nothing known yet: the AI hands everything off until this changes. */
export function EmptyKnowledge({
  mayManage,
  loading,
  onAdd,
  onExample,
}: {
  mayManage: boolean;
  loading: boolean;
  onAdd: (way: Way, files?: readonly File[]) => void;
  onExample: () => void;
}) {
  if (!mayManage) {
    return (
      <EmptyState title="The AI knows nothing yet">
        It hands every question to your team. An owner or admin can add documents.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-ink-soft">
        The AI knows nothing yet, so it hands every question to your team. Give it your help centre,
        policies, answers you send often.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" icon={<Globe size={15} />} onClick={() => onAdd('website')}>
          Add a website
        </Button>
        <Button onClick={() => onAdd('text')}>Paste text</Button>
        <Button onClick={() => onAdd('qa')}>Write a question and its answer</Button>
      </div>
      <DropZone onFiles={(files) => onAdd('files', files)} />
      <div className="flex flex-wrap gap-2">
        <Button icon={<FlaskConical size={15} />} busy={loading} onClick={onExample}>
          Load the example help centre
        </Button>
      </div>
    </div>
  );
}
