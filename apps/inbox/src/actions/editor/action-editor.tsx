import type { Action, ActionDraft, ActionTrial } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { identityQuery } from '../../api/actions.ts';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { SaveBar } from '../../settings/save-bar.tsx';
import { SettingsCard } from '../../settings/settings-card.tsx';
import { FieldsPart } from './fields-part.tsx';
import { serverOf } from './placeholders.ts';
import { RequestPart } from './request-part.tsx';
import { SafetyPart } from './safety-part.tsx';
import { SaysPart } from './says-part.tsx';
import { TryPanel } from './try-panel.tsx';
import { useActionForm } from './use-action-form.ts';
import { WhenPart } from './when-part.tsx';

/** One action: when, what is sent, what is needed, what is said, what care is taken; and a try. */
export function ActionEditor({
  aiAgentId,
  action,
  start,
  mayManage,
  onMade,
}: {
  aiAgentId: string;
  /** Null: a new one. */
  action: Action | null;
  start: ActionDraft;
  mayManage: boolean;
  onMade: (id: string) => void;
}) {
  const form = useActionForm(aiAgentId, action, start, onMade);
  const [trial, setTrial] = useState<ActionTrial | null>(null);
  const identity = useQuery({ ...identityQuery(aiAgentId), enabled: mayManage });
  const { draft, change, errors } = form;
  const props = { draft, change, errors };
  const unsaved = form.isChanged || (action === null && draft.name !== '');
  const parts = useRef<HTMLFieldSetElement>(null);
  const save = async () => {
    const saved = await form.save();
    // The first that is wrong may be far from the button.
    if (!saved) requestAnimationFrame(() => showFirstWrong(parts.current));
    return saved;
  };
  const guard = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  return (
    <>
      <div className="grid items-start gap-x-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <fieldset ref={parts} disabled={!mayManage} className="min-w-0">
          <SettingsCard title="What it is">
            <TextField
              label="Name"
              hint="Said to customers and teammates."
              value={draft.name}
              maxLength={80}
              placeholder="Look up an order"
              error={errors['name']}
              onChange={(event) => change({ name: event.target.value })}
            />
            <TextField
              label="Description"
              hint="For your team."
              value={draft.description}
              maxLength={500}
              error={errors['description']}
              onChange={(event) => change({ description: event.target.value })}
            />
          </SettingsCard>
          <WhenPart {...props} disabled={!mayManage} />
          <FieldsPart {...props} disabled={!mayManage} />
          <RequestPart
            {...props}
            moved={action !== null && serverOf(action.url) !== serverOf(draft.url)}
          />
          <SaysPart {...props} response={trial?.response ?? null} />
          <SafetyPart {...props} identitySet={identity.data?.set ?? null} />
        </fieldset>
        {mayManage && (
          <div className="min-w-0 xl:sticky xl:top-0">
            <TryPanel
              action={action}
              draft={draft}
              unsaved={unsaved}
              onSave={save}
              onTried={setTrial}
            />
          </div>
        )}
      </div>
      {mayManage && (
        <SaveBar
          shown={unsaved}
          busy={form.busy}
          problem={form.problem}
          onSave={() => void save()}
          onUndo={form.undo}
        />
      )}
      <ConfirmDialog
        open={guard.status === 'blocked'}
        onClose={() => guard.reset?.()}
        onConfirm={() => guard.proceed?.()}
        title="Leave without saving?"
        confirm="Leave"
      >
        What you changed here is not saved yet.
      </ConfirmDialog>
    </>
  );
}

function showFirstWrong(within: HTMLElement | null) {
  const wrong = within?.querySelector<HTMLElement>('[aria-invalid="true"]');
  wrong?.scrollIntoView({ block: 'center' });
  wrong?.focus({ preventScroll: true });
}
