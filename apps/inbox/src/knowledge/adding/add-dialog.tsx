import { useEffect } from 'react';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { AddWays, type Way } from './add-ways.tsx';
import { useAddDocuments } from './use-add-documents.ts';

export function AddDialog({
  aiAgentId,
  way,
  dropped,
  onClose,
}: {
  aiAgentId: string;
  /** What to begin with. */
  way: Way;
  /** Files that were dropped on the page and opened this. */
  dropped: readonly File[];
  onClose: () => void;
}) {
  const adding = useAddDocuments(aiAgentId);
  const { mutate } = adding.upload;
  useEffect(() => {
    if (dropped.length > 0) mutate(dropped);
  }, [dropped, mutate]);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add knowledge"
      description="The AI answers from these documents only, and names them."
      footer={
        adding.results.length > 0 && (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      <AddWays aiAgentId={aiAgentId} first={way} eager adding={adding} />
    </Dialog>
  );
}
