import type { KnowledgeSource } from '@baton/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { fieldErrors, inWords } from '../../api/request.ts';
import { someSourcePages, useSourceActions } from '../../api/sources.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { say } from '../../design/toasts.ts';
import { pathOf } from './match-paths.ts';
import { draftErrors, draftOf, errorsFrom, settingsOf, USUAL_SETTINGS } from './website-draft.ts';
import { ScheduleField, WebsiteSettingsFields } from './website-settings-fields.tsx';

/** Name, schedule, and what is read of a website. Holds from the next reading on. */
export function SourceSettingsDialog({
  source,
  onClose,
}: {
  source: KnowledgeSource;
  onClose: () => void;
}) {
  const form = useId();
  const actions = useSourceActions(source.aiAgentId);
  const [name, setName] = useState(source.name);
  const [schedule, setSchedule] = useState(source.schedule);
  const [draft, setDraft] = useState(draftOf(source.settings ?? USUAL_SETTINGS));
  const [tried, setTried] = useState(false);
  const known = useQuery(someSourcePages(source.id));
  const here = draftErrors(draft);
  const saving = useMutation({
    mutationFn: () =>
      actions.change(source.id, { name: name.trim(), schedule, settings: settingsOf(draft) }),
    onSuccess() {
      say('Saved. The settings hold from the next reading on.');
      onClose();
    },
  });
  const there = fieldErrors(saving.error);
  const placed = there['name'] || Object.keys(errorsFrom(there)).length > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Settings"
      description={source.url}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} busy={saving.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (name.trim() !== '' && Object.keys(here).length === 0) saving.mutate();
        }}
      >
        <TextField
          label="Name"
          maxLength={120}
          value={name}
          error={tried && name.trim() === '' ? 'Give it a name.' : there['name']}
          onChange={(event) => setName(event.target.value)}
        />
        <ScheduleField schedule={schedule} onSchedule={setSchedule} />
        <WebsiteSettingsFields
          start={source.url ?? ''}
          draft={draft}
          errors={tried ? { ...errorsFrom(there), ...here } : {}}
          knownPaths={(known.data?.pages ?? []).flatMap(({ url }) => pathOf(url) ?? [])}
          onDraft={setDraft}
        />
        {saving.isError && !placed && <Notice kind="danger">{inWords(saving.error)}</Notice>}
      </form>
    </Dialog>
  );
}
