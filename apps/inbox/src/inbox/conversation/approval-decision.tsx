import { useEffect, useRef, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { useCommand } from '../../keyboard/use-command.ts';
import type { ShownRun } from './action-runs.ts';
import { useDecideRun } from './use-decide-run.ts';

const LONGEST = 500;

/** The second step: a note, if one likes, and the button that does it. Enter alone does nothing. */
export function ApprovalDecision({
  approve,
  run,
  conversationId,
  onBack,
}: {
  approve: boolean;
  run: ShownRun;
  conversationId: string;
  onBack: () => void;
}) {
  const [note, setNote] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const decide = useDecideRun(conversationId);
  useEffect(() => field.current?.focus(), []);
  useCommand({ label: 'Back', group: 'Conversation', keys: 'escape', keyOnly: true, run: onBack });
  return (
    <div
      role="group"
      aria-label={approve ? 'Approve' : 'Decline'}
      className="flex animate-rise flex-col gap-3 rounded-md border border-line-strong bg-surface p-3"
    >
      <p className="text-base text-pretty">
        {approve
          ? 'It runs at once, for real, and the customer sees what came of it.'
          : 'It does not run, and the customer is told that it was declined.'}
      </p>
      <Field label="Note to your team" aside={<Optional />}>
        {(control) => (
          <input
            {...control}
            ref={field}
            type="text"
            value={note}
            maxLength={LONGEST}
            placeholder={approve ? 'Why it is fine' : 'Why not'}
            onChange={(event) => setNote(event.target.value)}
            className="field"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          look={approve ? 'primary' : 'danger'}
          busy={decide.isPending}
          onClick={() =>
            decide.mutate({ runId: run.runId, approve, note: note.trim() === '' ? null : note })
          }
        >
          {approve ? 'Approve and run' : 'Decline it'}
        </Button>
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
      </div>
    </div>
  );
}

const Optional = () => <span className="text-small text-ink-faint">Optional</span>;
