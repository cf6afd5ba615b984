import type { KnowledgeSource } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { removeExample } from '../../api/knowledge.ts';
import { inWords } from '../../api/request.ts';
import { sourcesQuery, useSourceActions } from '../../api/sources.ts';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { complain, say } from '../../design/toasts.ts';
import { many } from './source-words.ts';

/** Says what will be lost before it is. */
export function RemoveSourceDialog({
  source,
  onClose,
  onRemoved,
}: {
  source: KnowledgeSource;
  onClose: () => void;
  onRemoved?: () => void;
}) {
  const actions = useSourceActions(source.aiAgentId);
  const queryClient = useQueryClient();
  const removing = useMutation({
    async mutationFn() {
      // The example brought suggested questions, which go with it.
      if (source.kind !== 'example') return actions.remove(source.id);
      await removeExample(source.aiAgentId);
      void queryClient.invalidateQueries({ queryKey: ['documents'] });
      void queryClient.invalidateQueries({ queryKey: ['session'] });
      await queryClient.invalidateQueries({ queryKey: sourcesQuery(source.aiAgentId).queryKey });
    },
    onSuccess() {
      say(`“${source.name}” was removed.`);
      onClose();
      onRemoved?.();
    },
    onError: (error) => complain(inWords(error)),
  });
  const { documentCount, passageCount } = source;
  return (
    <ConfirmDialog
      open
      title={`Remove “${source.name}”?`}
      confirm="Remove"
      busy={removing.isPending}
      onClose={onClose}
      onConfirm={() => removing.mutate()}
    >
      {source.state === 'reading' && <p className="mb-2">It is being read; that stops.</p>}
      {documentCount === 0 ? (
        <p>It holds no documents. Its settings are lost.</p>
      ) : (
        <p>
          The AI forgets{' '}
          <strong className="text-ink">
            {many(documentCount, 'document')} with {many(passageCount, 'passage')}
          </strong>
          , with your edits, pinned questions and former versions. This cannot be undone. Answers
          already given stay as they are.
        </p>
      )}
    </ConfirmDialog>
  );
}
