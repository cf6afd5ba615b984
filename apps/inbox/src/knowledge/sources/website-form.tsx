import type { KnowledgeSource, SourceSchedule } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { fieldErrors, inWords } from '../../api/request.ts';
import { useSourceActions } from '../../api/sources.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { pathOf } from './match-paths.ts';
import { draftErrors, draftOf, errorsFrom, settingsOf, USUAL_SETTINGS } from './website-draft.ts';
import { ScheduleField, WebsiteSettingsFields } from './website-settings-fields.tsx';

/** One field is enough; the rest has good defaults, and is there for who wants it. */
export function WebsiteForm({
  aiAgentId,
  eager,
  onAdded,
}: {
  aiAgentId: string;
  /** Stays here, with an empty form for the next; else the new source is opened. */
  onAdded?: ((source: KnowledgeSource) => void) | undefined;
  /** Takes the focus when it appears. Not when one walks through tabs by key. */
  eager: boolean;
}) {
  const navigate = useNavigate();
  const actions = useSourceActions(aiAgentId);
  const [url, setUrl] = useState('');
  const [draft, setDraft] = useState(draftOf(USUAL_SETTINGS));
  const [schedule, setSchedule] = useState<SourceSchedule>('weekly');
  const [more, setMore] = useState(false);
  const [tried, setTried] = useState(false);

  const here = draftErrors(draft);
  const urlError = urlProblem(url);
  const adding = useMutation({
    mutationFn: () => actions.add({ url: url.trim(), settings: settingsOf(draft), schedule }),
    onSuccess(source) {
      if (!onAdded) {
        void navigate({ to: '/knowledge/sources/$sourceId', params: { sourceId: source.id } });
        return;
      }
      setUrl('');
      setDraft(draftOf(USUAL_SETTINGS));
      setMore(false);
      setTried(false);
      onAdded(source);
    },
    onError: (error) => {
      if (Object.keys(errorsFrom(fieldErrors(error))).length > 0) setMore(true);
    },
  });
  const there = fieldErrors(adding.error);
  const errors = { ...errorsFrom(there), ...here };
  const isPlaced = there['url'] || Object.keys(errorsFrom(there)).length > 0;
  const form = useRef<HTMLFormElement>(null);
  const refused = (tried && urlError !== null) || adding.isError || (tried && more);
  useEffect(() => {
    // What is wrong may be out of sight.
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [refused]);
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.keys(here).length > 0) return setMore(true);
        if (!urlError) adding.mutate();
      }}
    >
      <TextField
        label="Website or sitemap"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- only in a dialog opened to write here
        autoFocus={eager}
        inputMode="url"
        autoComplete="url"
        autoCapitalize="off"
        spellCheck={false}
        placeholder="help.example.com"
        hint={`Reads up to ${Number(draft.maxPages) || USUAL_SETTINGS.maxPages} pages under this address, politely, as the website’s robots.txt allows.`}
        value={url}
        error={tried && urlError ? urlError : there['url']}
        onChange={(event) => {
          setUrl(event.target.value);
          setTried(false);
          if (adding.isError) adding.reset();
        }}
      />
      <ScheduleField schedule={schedule} onSchedule={setSchedule} />
      <details
        open={more}
        onToggle={(event) => setMore(event.currentTarget.open)}
        className="group rounded-md border border-line"
      >
        <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-md px-3 py-2 font-medium text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
          <ChevronRight
            size={14}
            aria-hidden
            className="transition-transform group-open:rotate-90"
          />
          More settings
        </summary>
        <div className="flex flex-col gap-4 border-t border-line px-3 py-4">
          <WebsiteSettingsFields
            start={url}
            draft={draft}
            errors={tried || adding.isError ? errors : {}}
            onDraft={setDraft}
          />
        </div>
      </details>
      {adding.isError && !isPlaced && <Notice kind="danger">{inWords(adding.error)}</Notice>}
      <Button look="primary" type="submit" busy={adding.isPending} className="self-start">
        Add and read
      </Button>
    </form>
  );
}

/** What cannot be an address, said without asking the server. */
function urlProblem(url: string): string | null {
  const text = url.trim();
  if (text === '') return 'Write the address of a website, like help.example.com.';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^https?:/i.test(text)) {
    return 'Only addresses that begin with https:// or http:// can be read.';
  }
  const host = /^(?:https?:\/\/)?([^/?#]*)/i.exec(text)?.[1] ?? '';
  const possible = pathOf(text) !== null && !/\s/.test(host) && /[.:]|^localhost$/.test(host);
  return possible ? null : 'This is not the address of a website. Write it like help.example.com.';
}
