import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';

/** Appears when there is something to save. */
export function SaveBar({
  shown,
  busy,
  problem,
  onSave,
  onUndo,
}: {
  shown: boolean;
  busy: boolean;
  problem: string | null;
  onSave: () => void;
  onUndo: () => void;
}) {
  if (!shown && !problem) return null;
  return (
    <div className="sticky bottom-4 z-10 flex animate-rise flex-wrap items-center justify-end gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-high">
      <div className="min-w-0 flex-1">
        {problem ? (
          <Notice kind="danger">{problem}</Notice>
        ) : (
          <p className="pl-1 text-ink-soft">You have unsaved changes.</p>
        )}
      </div>
      <Button onClick={onUndo}>Discard</Button>
      <Button look="primary" busy={busy} onClick={onSave}>
        Save
      </Button>
    </div>
  );
}
