import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { removeExample } from '../api/knowledge.ts';
import { inWords } from '../api/request.ts';
import { Button } from '../design/button.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { complain, say } from '../design/toasts.ts';

/** The AI also answers about a company that does not exist: say so, and offer the way out. */
export function ExampleNotice({ aiAgentId }: { aiAgentId: string }) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => removeExample(aiAgentId),
    onSuccess() {
      say('The example help centre was removed.');
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: ['documents'] });
      void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
    onError: (error) => complain(inWords(error)),
  });
  return (
    <div className="mt-5">
      <Notice
        kind="info"
        action={
          <Button size="small" onClick={() => setAsking(true)}>
            Remove the example
          </Button>
        }
      >
        The example help centre is loaded: the AI also answers about Lumen Desk, which does not
        exist.
      </Notice>
      <ConfirmDialog
        open={asking}
        title="Remove the example help centre?"
        confirm="Remove"
        busy={removing.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => removing.mutate()}
      >
        Its documents and its suggested questions go. What you added yourself stays, and so do
        answers already given.
      </ConfirmDialog>
    </div>
  );
}
