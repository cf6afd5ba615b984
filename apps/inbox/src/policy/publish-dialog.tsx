import type { PolicyDraft, PolicyFinding, PolicyView } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { policyQuery, publishPolicy } from '../api/policies.ts';
import { inWords, problemCode } from '../api/request.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { say } from '../design/toasts.ts';
import { DifferenceList } from './difference-list.tsx';
import { differences } from './differences.ts';
import { FindingList } from './finding-list.tsx';
import { hasErrors } from './findings.ts';

/** The last look before a draft is live: what changes, what is wrong with it, and why it is done. */
export function PublishDialog({
  aiAgentId,
  view,
  draft,
  findings,
  onPublished,
  onClose,
}: {
  aiAgentId: string;
  view: PolicyView;
  draft: PolicyDraft;
  findings: readonly PolicyFinding[];
  onPublished: () => void;
  onClose: () => void;
}) {
  const queryClient = useQueryClient();
  const [note, setNote] = useState(draft.note ?? '');
  const key = policyQuery(aiAgentId).queryKey;
  const publishing = useMutation({
    mutationFn: () =>
      publishPolicy(aiAgentId, {
        revision: draft.revision,
        publishedVersion: view.published.version,
        note: note.trim() || null,
      }),
    onSuccess(next) {
      onPublished();
      queryClient.setQueryData(key, next);
      // The AI agent carries its threshold and version; the line it answers from is a new one.
      for (const stale of ['session', 'calibration']) {
        void queryClient.invalidateQueries({ queryKey: [stale] });
      }
      say(`Version ${next.published.version} is live.`);
      onClose();
    },
    onError(error) {
      if (problemCode(error) === 'conflict') void queryClient.invalidateQueries({ queryKey: key });
    },
  });
  const blocked = hasErrors(findings);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish the draft"
      description="It decides from the next customer message on. You can go back to any version."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={publishing.isPending}
            disabled={blocked}
            onClick={() => publishing.mutate()}
          >
            Publish version {Math.max(0, ...view.versions.map(({ version }) => version)) + 1}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {publishing.isError && <Notice kind="danger">{inWords(publishing.error)}</Notice>}
        {blocked && (
          <Notice kind="danger">It cannot be published before these errors are mended.</Notice>
        )}
        <FindingList findings={findings} />
        <section aria-label="What changes">
          <h3 className="mb-2 text-small font-semibold text-ink-soft">
            What changes since version {view.published.version}
          </h3>
          <DifferenceList differences={differences(view.published.document, draft.document)} />
        </section>
        <TextField
          label="Note (optional)"
          placeholder="Why, for whoever looks later"
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !blocked && !publishing.isPending) publishing.mutate();
          }}
        />
      </div>
    </Dialog>
  );
}
