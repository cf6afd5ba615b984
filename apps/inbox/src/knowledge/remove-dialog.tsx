import type { KnowledgeDocument } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { removeDocument } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { complain, say } from '../design/toasts.ts';

export function RemoveDialog({
  document,
  onClose,
  onRemoved,
}: {
  document: KnowledgeDocument;
  onClose: () => void;
  onRemoved?: () => void;
}) {
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeDocument(document.id),
    onSuccess() {
      say(`“${document.title}” was removed.`);
      onClose();
      onRemoved?.();
      void queryClient.invalidateQueries({ queryKey: ['documents'] });
    },
    onError: (error) => complain(inWords(error)),
  });
  return (
    <ConfirmDialog
      open
      title="Remove this document?"
      confirm="Remove"
      busy={removing.isPending}
      onClose={onClose}
      onConfirm={() => removing.mutate()}
    >
      The AI will no longer answer from <strong className="text-ink">{document.title}</strong>.
      Answers already given stay as they are.
    </ConfirmDialog>
  );
}
