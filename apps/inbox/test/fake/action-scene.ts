/** Conversations in which something is asked for, filled in, approved and done. */
import type { ActionForm } from '@baton/protocol';
import { cancelPlan, orderStatus, runs } from './actions.ts';
import { answer, conversation, customer, handedOff, tell, type Told } from './conversation.ts';

type Event = Parameters<typeof tell>[1];
const story = (told: Told, ...events: [number, Event][]): Told =>
  events.reduce((now, [minutes, event]) => tell(now, event, minutes), told);

const waiting = runs[1];
if (!waiting) throw new Error('the second run waits');

const form: ActionForm = {
  runId: waiting.id,
  name: cancelPlan.name,
  fields: [
    {
      name: 'reason',
      label: 'Reason',
      type: 'choice',
      required: false,
      example: null,
      choices: ['Too expensive', 'Moving', 'Something else'],
      value: null,
    },
    {
      name: 'email',
      label: 'Email of the account',
      type: 'email',
      required: true,
      example: 'ada@post.example',
      choices: [],
      value: 'ines.castellano@post.example',
    },
  ],
};

const ofRun = { runId: waiting.id, actionId: cancelPlan.id, name: cancelPlan.name };
const requested = {
  type: 'actionRequested' as const,
  ...ofRun,
  inputs: [
    { name: 'customer', label: 'Customer', value: 'cus_81723' },
    { name: 'reason', label: 'Reason', value: 'Too expensive' },
    { name: 'email', label: 'Email of the account', value: 'ines.castellano@post.example' },
  ],
};

/** A sensitive action waits for a yes. Its id is the run's conversation. */
export const asksApproval = story(
  conversation(6, { name: 'Ines Castellano', email: 'ines.castellano@post.example' }, 9),
  [8, customer('Please cancel my bulb subscription')],
  [8, answer('I can ask for that. Please fill this in:', { form })],
  [
    7,
    {
      ...customer('Reason: Too expensive. Email of the account: ines.castellano@post.example'),
      submitted: {
        runId: waiting.id,
        values: { reason: 'Too expensive', email: 'ines.castellano@post.example' },
      },
    },
  ],
  [7, requested],
  [
    7,
    handedOff(
      ['sensitive_topic'],
      {
        explanation: '“Cancel a subscription” needs the approval of a teammate.',
        intent: 'Cancel a subscription',
        summary: 'Ines wants her bulb subscription cancelled; it is too expensive for her.',
        actions: [
          { runId: waiting.id, text: 'Cancel a subscription: waits to be approved.' },
        ] as never,
      },
      'I have asked a teammate to approve this. You will hear from us here.',
    ),
  ],
);

/** The rest of its story. */
export const decided = (by: string, approved: boolean, note: string | null = null) => ({
  type: 'actionDecided' as const,
  ...ofRun,
  by,
  approved,
  note,
});
export const finished = (succeeded: boolean) => ({
  type: 'actionFinished' as const,
  ...ofRun,
  ok: succeeded,
  text: succeeded ? 'Your subscription ends on 30 November.' : cancelPlan.failure,
  answered: false,
});

/** An action that ran at once, with the answer it gave. */
export const lookedUp = story(
  conversation(20, { name: 'Omar Haddad' }, 12),
  [11, customer('Where is order 48213?')],
  [
    11,
    {
      type: 'actionFinished',
      runId: runs[0]?.id,
      actionId: orderStatus.id,
      name: orderStatus.name,
      ok: true,
      text: 'Your order is on its way. It should arrive on Tuesday.',
      answered: true,
    },
  ],
  [11, answer('Your order is on its way. It should arrive on Tuesday.')],
);
