/**
 * A form that a customer sends, checked before anything is stored: theirs, still open, and filled in
 * as asked. What is wrong is said field by field, and the form stays.
 */
import type {
  ActionInput,
  ClientMessageId,
  ContactId,
  ConversationId,
  SubmittedForm,
  WorkspaceId,
} from '@baton/protocol';
import type { RunToApprove } from '../../conversations/index.ts';
import { checkValues } from './core/check-values.ts';
import { nextStep } from './core/next-step.ts';
import type { ActionParts } from './parts.ts';
import { type Refused, refuse } from './refused.ts';
import { identityOf } from './store-identity.ts';
import { findRun, inputsOf } from './store-runs.ts';

export interface FormSender {
  workspaceId: WorkspaceId;
  contactId: ContactId;
  clientMessageId: ClientMessageId;
}

export interface AcceptedForm {
  conversationId: ConversationId;
  submitted: SubmittedForm;
  /** Should a person have to approve it; null where it is told already. */
  requested: RunToApprove | null;
}

const noSuchForm = refuse('not_found', 'There is no such form here.');

export async function checkSubmitted(
  { database, clock }: ActionParts,
  { workspaceId, contactId, clientMessageId }: FormSender,
  { runId, values: typed }: SubmittedForm,
): Promise<AcceptedForm | Refused> {
  const run = await findRun(database, workspaceId, runId);
  // Another customer's run does not exist for this one.
  if (run === null || run.contactId !== contactId) return noSuchForm;
  const { conversationId, definition } = run;
  const checked = checkValues(definition.fields, typed);
  // A message that is stored already is the same message, whatever became of the run since.
  const [before] = await database.query(
    'select 1 from messages where workspace_id = $1 and author_id = $2 and client_message_id = $3',
    [workspaceId, contactId, clientMessageId],
  );
  if (before !== undefined) {
    return { conversationId, submitted: { runId, values: typed }, requested: null };
  }
  if (run.state !== 'collecting') {
    return refuse('conflict', 'This form was sent already, or another one took its place.');
  }
  if (!checked.ok) {
    const errors = checked.faults.map(({ path, message }) => ({
      path: `submitted.values.${path}`,
      message,
    }));
    return { ...refuse('invalid_input', 'Some of what was filled in is not right yet.'), errors };
  }
  const at = { workspaceId, aiAgentId: run.aiAgentId, contactId };
  const identity = await identityOf(database, at, clock.now());
  const next = nextStep(definition, checked.values, { identity, sent: true, sure: true });
  const inputs = next.step === 'run' || next.step === 'approve' ? next.inputs : null;
  const told: ActionInput[] = inputsOf({ definition, inputs: inputs ?? checked.values });
  return {
    conversationId,
    submitted: { runId, values: checked.values },
    requested:
      inputs === null
        ? null
        : { runId, actionId: definition.actionId, name: definition.name, inputs: told },
  };
}
