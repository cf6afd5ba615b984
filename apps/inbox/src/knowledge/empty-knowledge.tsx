import { FlaskConical } from 'lucide-react';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { DropZone } from './drop-zone.tsx';

/** Nothing known yet: the AI hands everything off until this changes. */
export function EmptyKnowledge({
  mayManage,
  loading,
  onAdd,
  onExample,
}: {
  mayManage: boolean;
  loading: boolean;
  onAdd: (files: readonly File[]) => void;
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
        The AI knows nothing yet, so it hands every question to your team. Give it your help
        articles, policies, answers you send often.
      </p>
      <DropZone onFiles={onAdd} />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onAdd([])}>Paste text or a question</Button>
        <Button icon={<FlaskConical size={15} />} busy={loading} onClick={onExample}>
          Load the example help centre
        </Button>
      </div>
    </div>
  );
}
