import type { Action, ActionDraft, ActionTrial } from '@baton/protocol';
import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { tryAction } from '../../api/actions.ts';
import { fieldErrors, inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { SettingsCard } from '../../settings/settings-card.tsx';
import { TryResult } from './try-result.tsx';

/** Really sent, with these values; nothing of it reaches a customer. */
export function TryPanel({
  action,
  draft,
  unsaved,
  onSave,
  onTried,
}: {
  /** Null: it was never saved. */
  action: Action | null;
  /** As it stands in the form. */
  draft: ActionDraft;
  unsaved: boolean;
  /** Saves what is in the form; the action as saved, or null where that was refused. */
  onSave: () => Promise<Action | null>;
  onTried: (trial: ActionTrial) => void;
}) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const valueOf = (name: string, examples: readonly string[]) => typed[name] ?? examples[0] ?? '';
  const trial = useMutation({
    mutationFn: async () => {
      const saved = unsaved || action === null ? await onSave() : action;
      if (saved === null) return null;
      const values = Object.fromEntries(
        saved.fields
          .map(({ name, examples }) => [name, valueOf(name, examples)] as const)
          .filter(([, value]) => value !== ''),
      );
      return tryAction(saved.id, values);
    },
    onSuccess: (done) => done && onTried(done),
  });
  const errors = fieldErrors(trial.error);
  return (
    <SettingsCard
      title="Try it"
      lead="Sends the request for real, with these values. No customer sees it."
    >
      {draft.fields.map(({ name, label, examples, choices, from }) => (
        <TextField
          key={name}
          label={label || name}
          value={valueOf(name, examples)}
          maxLength={500}
          placeholder={choices.join(' / ')}
          error={errors[`values.${name}`]}
          hint={from === 'customer' ? undefined : 'Else taken from the verified customer.'}
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        />
      ))}
      {draft.method !== 'GET' && (
        <Notice kind="warn">
          This is a {draft.method}: what it changes is really changed. Use a test account.
        </Notice>
      )}
      <Button
        icon={<Play size={14} />}
        busy={trial.isPending}
        onClick={() => trial.mutate()}
        className="w-fit"
      >
        {action === null || unsaved ? 'Save and try it' : 'Try it'}
      </Button>
      {trial.isError && Object.keys(errors).length === 0 && (
        <Notice kind="danger">{inWords(trial.error)}</Notice>
      )}
      {trial.data && <TryResult trial={trial.data} />}
    </SettingsCard>
  );
}
