import type { SourceSchedule } from '@baton/protocol';
import { Field, TextAreaField, TextField } from '../../design/field.tsx';
import { Switch } from '../../design/switch.tsx';
import { PatternExample } from './pattern-example.tsx';
import { scheduleWords } from './source-words.ts';
import { type DraftErrors, MOST_DEPTH, MOST_PAGES, type WebsiteDraft } from './website-draft.ts';

const paces = [
  { delayMs: 250, words: 'Normal: up to 4 pages a second' },
  { delayMs: 1_000, words: 'Gentle: one page a second' },
  { delayMs: 5_000, words: 'Slow: one page in 5 seconds' },
  { delayMs: 0, words: 'As fast as it answers: for your own server' },
];

/** What is read of a website, and how. */
export function WebsiteSettingsFields({
  start,
  draft,
  errors,
  knownPaths,
  onDraft,
}: {
  start: string;
  draft: WebsiteDraft;
  errors: DraftErrors;
  /** Real pages to show the patterns on, where there are any. */
  knownPaths?: readonly string[];
  onDraft: (draft: WebsiteDraft) => void;
}) {
  const set = (change: Partial<WebsiteDraft>) => onDraft({ ...draft, ...change });
  const listed = paces.some(({ delayMs }) => delayMs === draft.delayMs);
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        <TextAreaField
          label="Only these pages"
          rows={3}
          placeholder="/help/**"
          hint="One a line. Empty: everything under the address."
          value={draft.include}
          error={errors.include}
          spellCheck={false}
          onChange={(event) => set({ include: event.target.value })}
        />
        <TextAreaField
          label="Leave these out"
          rows={3}
          placeholder="/help/archive/**"
          hint="* is anything within a part, ** anything at all."
          value={draft.exclude}
          error={errors.exclude}
          spellCheck={false}
          onChange={(event) => set({ exclude: event.target.value })}
        />
      </div>
      <PatternExample start={start} draft={draft} {...(knownPaths ? { knownPaths } : {})} />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="At most"
          inputMode="numeric"
          hint={`Pages, up to ${MOST_PAGES.toLocaleString('en')}.`}
          value={draft.maxPages}
          error={errors.maxPages}
          onChange={(event) => set({ maxPages: event.target.value })}
        />
        <TextField
          label="Depth"
          inputMode="numeric"
          hint={`Links away from the start, up to ${MOST_DEPTH}.`}
          value={draft.maxDepth}
          error={errors.maxDepth}
          onChange={(event) => set({ maxDepth: event.target.value })}
        />
      </div>
      <Field label="Pace" hint="If the website asks for more time between pages, it gets it.">
        {(control) => (
          <select
            {...control}
            className="field"
            value={draft.delayMs}
            onChange={(event) => set({ delayMs: Number(event.target.value) })}
          >
            {!listed && (
              <option value={draft.delayMs}>{`One page in ${draft.delayMs} milliseconds`}</option>
            )}
            {paces.map(({ delayMs, words }) => (
              <option key={delayMs} value={delayMs}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Switch
        label="Use the sitemap"
        hint="Also reads pages that no other page links to."
        checked={draft.useSitemap}
        onChange={(useSitemap) => set({ useSitemap })}
      />
    </div>
  );
}

export function ScheduleField({
  schedule,
  onSchedule,
}: {
  schedule: SourceSchedule;
  onSchedule: (schedule: SourceSchedule) => void;
}) {
  return (
    <Field label="Read again" hint="Pages that did not change cost nothing.">
      {(control) => (
        <select
          {...control}
          className="field"
          value={schedule}
          onChange={(event) => onSchedule(event.target.value as SourceSchedule)}
        >
          {(['daily', 'weekly', 'monthly', 'never'] as const).map((one) => (
            <option key={one} value={one}>
              {scheduleWords[one]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
