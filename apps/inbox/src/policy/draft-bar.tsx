import type { PolicyFinding } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, CircleAlert, History } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { discardDraft, policyQuery } from '../api/policies.ts';
import { inWords } from '../api/request.ts';
import { useSession } from '../api/session.ts';
import { useNow } from '../app/now.ts';
import { pastMoment } from '../app/times.ts';
import { Button } from '../design/button.tsx';
import { Chip } from '../design/chip.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { Spinner } from '../design/spinner.tsx';
import { complain, say } from '../design/toasts.ts';
import { differences } from './differences.ts';
import { sectionOf } from './findings.ts';
import { counted } from './policy-words.ts';
import type { Draft } from './use-draft.ts';

const PublishDialog = lazy(async () => ({
  default: (await import('./publish-dialog.tsx')).PublishDialog,
}));

/** What is live, what is only a draft, and what can be done with it. Above every section. */
export function DraftBar({
  aiAgentId,
  draft,
  findings,
  mayManage,
}: {
  aiAgentId: string;
  draft: Draft;
  findings: readonly PolicyFinding[];
  mayManage: boolean;
}) {
  const { view, document, saving, trouble } = draft;
  const queryClient = useQueryClient();
  const { teammates, teammate: me } = useSession();
  const now = useNow();
  const [asking, setAsking] = useState<'discard' | 'publish' | null>(null);
  const discarding = useMutation({
    mutationFn: () => discardDraft(aiAgentId),
    onSuccess(next) {
      draft.forget();
      queryClient.setQueryData(policyQuery(aiAgentId).queryKey, next);
      setAsking(null);
      say('The draft is discarded.');
    },
    onError: (error) => complain(inWords(error)),
  });
  const nameOf = (id: string | null) =>
    id === null ? 'Baton' : id === me.id ? 'you' : teammates.find((one) => one.id === id)?.name;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const firstError = errors[0];
  const isDraft = view.draft !== null || saving;
  const changes = isDraft ? differences(view.published.document, document).length : 0;

  return (
    <section
      aria-label="Draft and live policy"
      className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-2 md:px-8"
    >
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
        {isDraft ? (
          <>
            <Chip tone="warn">Draft, not live yet</Chip>
            <span className="text-small text-ink-soft" aria-live="polite">
              {trouble?.kind === 'failed' ? (
                <span className="text-danger-text">Not saved. {trouble.words}</span>
              ) : saving ? (
                <span className="inline-flex items-center gap-1.5">
                  <Spinner size={11} /> Saving …
                </span>
              ) : (
                <span className="inline-flex items-center gap-1">
                  <Check size={13} aria-hidden /> Saved
                  {view.draft && `, ${pastMoment(view.draft.savedAt, now)}`}
                  {view.draft?.savedBy &&
                    view.draft.savedBy !== me.id &&
                    ` by ${nameOf(view.draft.savedBy) ?? 'somebody'}`}
                  {` · ${changes === 0 ? 'no differences' : counted(changes, 'change')}`}
                </span>
              )}
            </span>
          </>
        ) : (
          <>
            <Chip tone="good">Live</Chip>
            <span className="text-small text-ink-soft">
              Version {view.published.version}, published{' '}
              {pastMoment(view.published.publishedAt, now)}
              {nameOf(view.published.authorId) && ` by ${nameOf(view.published.authorId)}`}
            </span>
          </>
        )}
      </div>
      {trouble?.kind === 'failed' && (
        <Button size="small" onClick={draft.tryAgain}>
          Try again
        </Button>
      )}
      {firstError && isDraft && (
        <Link
          to="/decision/{-$section}"
          params={{ section: sectionOf(firstError.path) }}
          className="inline-flex items-center gap-1.5 rounded-sm text-small font-medium text-danger-text underline-offset-2 hover:underline"
        >
          <CircleAlert size={14} aria-hidden />
          {counted(errors.length, 'error')} to mend
        </Link>
      )}
      {mayManage && isDraft && (
        <div className="flex gap-2">
          <Button size="small" look="quiet" onClick={() => setAsking('discard')}>
            Discard
          </Button>
          <Link
            to="/decision/{-$section}"
            params={{ section: 'replay' }}
            className="inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 text-small font-medium hover:bg-hover"
          >
            <History size={14} aria-hidden />
            Replay
          </Link>
          <Button
            size="small"
            look="primary"
            disabled={saving || view.draft === null}
            onClick={() => setAsking('publish')}
          >
            Publish …
          </Button>
        </div>
      )}
      {trouble?.kind === 'conflict' && (
        <Conflict
          who={nameOf(view.draft?.savedBy ?? null) ?? 'Somebody'}
          gone={view.draft === null}
          onTheirs={draft.forget}
          onMine={draft.tryAgain}
        />
      )}
      <ConfirmDialog
        open={asking === 'discard'}
        title="Discard the draft?"
        confirm="Discard the draft"
        busy={discarding.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => discarding.mutate()}
      >
        {counted(changes, 'change')} will be gone. What is live stays as it is.
      </ConfirmDialog>
      <Suspense>
        {asking === 'publish' && view.draft && (
          <PublishDialog
            aiAgentId={aiAgentId}
            view={view}
            draft={view.draft}
            findings={findings}
            onPublished={draft.forget}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </section>
  );
}

/** Two wrote at once: neither is lost until one is chosen. */
function Conflict({
  who,
  gone,
  onTheirs,
  onMine,
}: {
  who: string;
  gone: boolean;
  onTheirs: () => void;
  onMine: () => void;
}) {
  return (
    <div
      role="alert"
      className="flex w-full flex-wrap items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn-text"
    >
      <p className="min-w-0 flex-1 basis-60">
        {gone
          ? 'The draft was published or discarded while you were changing it.'
          : `${who} saved this draft while you were changing it.`}{' '}
        Your last changes are not saved.
      </p>
      <Button size="small" onClick={onTheirs}>
        {gone ? 'Take what is live' : 'Take theirs'}
      </Button>
      <Button size="small" onClick={onMine}>
        Keep mine
      </Button>
    </div>
  );
}
