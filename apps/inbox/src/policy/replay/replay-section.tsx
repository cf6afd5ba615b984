import type { ReplayedPolicy } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { History, Play } from 'lucide-react';
import { useId, useState } from 'react';
import { replayTranscripts, startReplay } from '../../api/policies.ts';
import { inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Field } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { SettingsCard } from '../../settings/settings-card.tsx';
import type { SectionProps } from '../section-props.ts';
import { ReplayView } from './replay-view.tsx';

const DAY = 86_400_000;
const spans = [7, 30, 90] as const;

/** What a policy would have done: over what really happened here, or over an imported file. */
export function ReplaySection({
  aiAgentId,
  view,
  mayManage,
  flush,
}: SectionProps & {
  /** Saves what is still unsaved, so that the replay is of what is on the screen. */
  flush: () => Promise<boolean>;
}) {
  const { replay } = useSearch({ from: '/app/decision/{-$section}' });
  const navigate = useNavigate();
  const id = useId();
  const [which, setWhich] = useState<string>(view.draft ? 'draft' : String(view.published.version));
  const [days, setDays] = useState<number>(30);
  // The draft may have gone since.
  const chosen = which === 'draft' && !view.draft ? String(view.published.version) : which;
  const policy: ReplayedPolicy =
    chosen === 'draft' ? { kind: 'draft' } : { kind: 'version', version: Number(chosen) };
  const starting = useMutation({
    async mutationFn(file: File | null) {
      if (chosen === 'draft') await flush();
      return file === null
        ? startReplay(aiAgentId, {
            policy,
            since: new Date(Date.now() - days * DAY).toISOString(),
          })
        : replayTranscripts(aiAgentId, file, policy);
    },
    onSuccess: ({ replay: started }) =>
      navigate({
        to: '/decision/{-$section}',
        params: { section: 'replay' },
        search: { replay: started.id },
        replace: true,
      }),
  });

  return (
    <>
      {mayManage && (
        <SettingsCard
          title="Try a policy on the past"
          lead="Every decision keeps what was measured, so it can be made again under other rules. Nothing is sent to anybody."
        >
          <div className="flex flex-wrap items-end gap-3">
            <div className="min-w-44">
              <Field label="Policy">
                {(control) => (
                  <select
                    {...control}
                    value={chosen}
                    onChange={(event) => setWhich(event.target.value)}
                    className="field"
                  >
                    {view.draft && <option value="draft">The draft</option>}
                    {view.versions.map(({ version }) => (
                      <option key={version} value={version}>
                        Version {version}
                        {version === view.published.version ? ' (live)' : ''}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
            <div className="min-w-36">
              <Field label="Over">
                {(control) => (
                  <select
                    {...control}
                    value={days}
                    onChange={(event) => setDays(Number(event.target.value))}
                    className="field"
                  >
                    {spans.map((span) => (
                      <option key={span} value={span}>
                        the last {span} days
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
            <Button
              look="primary"
              icon={<Play size={14} />}
              busy={starting.isPending}
              onClick={() => starting.mutate(null)}
            >
              Replay
            </Button>
          </div>
          <p className="text-small text-ink-soft">
            Or{' '}
            <label
              htmlFor={id}
              className="cursor-pointer rounded-sm font-medium text-accent-text underline underline-offset-2 has-focus-visible:outline-2"
            >
              import a transcript file
              <input
                id={id}
                type="file"
                accept=".jsonl,.ndjson,.json,.csv"
                disabled={starting.isPending}
                className="sr-only"
                onChange={(event) => {
                  const file = event.target.files?.[0];
                  if (file) starting.mutate(file);
                  event.target.value = '';
                }}
              />
            </label>{' '}
            instead: JSON lines with an id and turns, or CSV with conversation_id, author and text;
            up to 20 MB.
          </p>
          {starting.isError && <Notice kind="danger">{inWords(starting.error)}</Notice>}
        </SettingsCard>
      )}
      {replay ? (
        <ReplayView key={replay} id={replay} />
      ) : (
        <EmptyState icon={<History size={20} />} title="Nothing replayed yet">
          A replay shows, decision by decision, what would change before it is switched on.
        </EmptyState>
      )}
    </>
  );
}
