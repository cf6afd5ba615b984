import type { PolicyVersionSummary } from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { policyQuery, policyVersionQuery, rollBackPolicy } from '../api/policies.ts';
import { inWords, problemCode } from '../api/request.ts';
import { useSession } from '../api/session.ts';
import { useNow } from '../app/now.ts';
import { pastMoment, wholeMoment } from '../app/times.ts';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { Chip } from '../design/chip.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { complain, say } from '../design/toasts.ts';
import { DifferenceList } from './difference-list.tsx';
import { differences } from './differences.ts';
import type { SectionProps } from './section-props.ts';

/** Every policy there ever was, newest first: who, when, why, what differs, and the way back. */
export function VersionsSection({ aiAgentId, view, mayManage }: SectionProps) {
  const queryClient = useQueryClient();
  const { teammates, teammate: me } = useSession();
  const now = useNow();
  const [open, setOpen] = useState<number | null>(null);
  const [backTo, setBackTo] = useState<number | null>(null);
  const key = policyQuery(aiAgentId).queryKey;
  const rollingBack = useMutation({
    mutationFn: (version: number) =>
      rollBackPolicy(aiAgentId, { version, publishedVersion: view.published.version }),
    onSuccess(next, version) {
      queryClient.setQueryData(key, next);
      for (const stale of ['session', 'calibration']) {
        void queryClient.invalidateQueries({ queryKey: [stale] });
      }
      setBackTo(null);
      say(`The rules of version ${version} are live again, as version ${next.published.version}.`);
    },
    onError(error) {
      setBackTo(null);
      complain(inWords(error));
      if (problemCode(error) === 'conflict') void queryClient.invalidateQueries({ queryKey: key });
    },
  });
  const who = (id: string | null) =>
    id === null
      ? 'Baton'
      : id === me.id
        ? 'You'
        : (teammates.find((one) => one.id === id)?.name ?? 'Somebody who has left');

  return (
    <Card className="overflow-hidden">
      <ul aria-label="Versions">
        {view.versions.map((version) => {
          const live = version.version === view.published.version;
          const expanded = open === version.version;
          return (
            <li key={version.version} className="border-b border-line px-4 py-3 last:border-b-0">
              <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="flex items-center gap-2 font-medium">
                    Version {version.version}
                    {live && <Chip tone="good">Live</Chip>}
                  </p>
                  <p className="text-small text-ink-soft">
                    {who(version.authorId)} {originWords(version)},{' '}
                    <time dateTime={version.publishedAt} title={wholeMoment(version.publishedAt)}>
                      {pastMoment(version.publishedAt, now)}
                    </time>
                  </p>
                  {version.note && <p className="mt-1 break-words">{version.note}</p>}
                </div>
                <div className="flex gap-2">
                  {!live && (
                    <Button
                      size="small"
                      look="quiet"
                      aria-expanded={expanded}
                      onClick={() => setOpen(expanded ? null : version.version)}
                    >
                      {expanded ? 'Hide' : 'What differs'}
                      <span className="sr-only"> in version {version.version}</span>
                    </Button>
                  )}
                  {!live && mayManage && (
                    <Button
                      size="small"
                      icon={<RotateCcw size={13} />}
                      onClick={() => setBackTo(version.version)}
                    >
                      Roll back<span className="sr-only"> to version {version.version}</span>
                    </Button>
                  )}
                </div>
              </div>
              {expanded && (
                <Differing
                  aiAgentId={aiAgentId}
                  version={version.version}
                  live={view.published.version}
                />
              )}
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        open={backTo !== null}
        title={`Back to version ${backTo ?? ''}?`}
        confirm="Roll back"
        busy={rollingBack.isPending}
        onClose={() => setBackTo(null)}
        onConfirm={() => backTo !== null && rollingBack.mutate(backTo)}
      >
        Its rules become a new version, live from the next customer message on. Nothing is lost: you
        can come back to version {view.published.version} the same way
        {view.draft !== null && ', and the draft stays a draft'}.
      </ConfirmDialog>
    </Card>
  );
}

function originWords({ origin, restoredVersion }: PolicyVersionSummary): string {
  switch (origin) {
    case 'initial':
      return 'began with it';
    case 'published':
      return 'published it';
    case 'rolled_back':
      return `went back to version ${restoredVersion ?? '?'}`;
    case 'threshold':
      return 'moved the line';
    case 'budget':
      return 'moved the line to keep the error budget';
  }
}

function Differing({
  aiAgentId,
  version,
  live,
}: {
  aiAgentId: string;
  version: number;
  live: number;
}) {
  const then = useQuery(policyVersionQuery(aiAgentId, version));
  const now = useQuery(policyVersionQuery(aiAgentId, live));
  const error = then.error ?? now.error;
  return (
    <div className="mt-3 rounded-md bg-sunken p-3">
      <p className="mb-2 text-small font-semibold text-ink-soft">
        In version {version}, unlike what is live
      </p>
      {error ? (
        <p role="alert" className="text-danger-text">
          {inWords(error)}
        </p>
      ) : then.data && now.data ? (
        <DifferenceList differences={differences(now.data.document, then.data.document)} />
      ) : (
        <Skeleton className="h-10 w-2/3" />
      )}
    </div>
  );
}
