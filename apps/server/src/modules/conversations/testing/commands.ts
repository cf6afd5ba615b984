/** Commands for tests of the core, with what does not matter filled in. */
import { aBrief, aDecision, ana, ben, idOf, ids, minute } from '@baton/testkit';
import type { CommandOf, CommandType, OfRun } from '../core/commands.ts';

type Defaults = { [Type in CommandType]: () => Omit<CommandOf<Type>, 'type'> };

/** An hour after noon: later than any scene. */
const at = minute(60);
let messages = 500_000;

function message() {
  messages += 1;
  return { at, messageId: ids.message(messages), clientMessageId: idOf('client', messages) };
}

/** The run of most tests; another number is another run. */
export const aRun = (n = 1): OfRun => ({
  runId: idOf('run', n) as OfRun['runId'],
  actionId: idOf('act', 1) as OfRun['actionId'],
  name: 'Cancel an order',
});

const made = () => ({ summary: aDecision(), record: { question: 'Where is my order?' } });

const defaults: Defaults = {
  sendCustomerMessage: () => ({
    ...message(),
    body: 'Where is my order?',
    contactId: ids.contact(),
    aiAgentId: ids.aiAgent(),
    contact: { name: null, email: null },
    verified: false,
    page: null,
    submitted: null,
    requested: null,
  }),
  identifyContact: () => ({
    at,
    details: { name: 'Cleo', email: 'cleo@shop.example' },
    verified: false,
  }),
  recordAiAnswer: () => ({
    at,
    messageId: message().messageId,
    turn: 1,
    body: 'It is on its way.',
    sources: [],
    choices: [],
    decision: made(),
  }),
  handOff: () => ({
    at,
    messageId: message().messageId,
    turn: 1,
    reasons: ['direct_request'],
    brief: aBrief(),
    decision: made(),
    body: 'I am passing you on to a person.',
  }),
  aiFailed: () => ({
    at,
    messageId: message().messageId,
    turn: 1,
    brief: aBrief(),
    body: 'Something went wrong: a person will answer.',
  }),
  finishAction: () => ({ at, ...aRun(), ok: true, text: 'Your order was cancelled.' }),
  decideAction: () => ({ at, ...aRun(), by: ana, approved: true, note: null }),
  claim: () => ({ at, by: ana }),
  takeOver: () => ({ at, by: ana, brief: null }),
  reply: () => ({ ...message(), by: ana, body: 'Let me look into that.' }),
  addNote: () => ({ ...message(), by: ana, body: 'Called the warehouse.' }),
  transfer: () => ({ at, by: ana, to: null }),
  handBack: () => ({ at, by: ana }),
  resolve: () => ({ at, by: ana }),
  reopen: () => ({ at, by: ana }),
  snooze: () => ({ at, by: ana, until: minute(120) }),
  wake: () => ({ at, because: 'teammate' }),
  release: () => ({ at, from: ben }),
  returnToQueue: () => ({ at, from: ben, because: 'away', waitingBefore: at }),
  tag: () => ({ at, by: ana, tag: 'delivery' }),
  untag: () => ({ at, by: ana, tag: 'delivery' }),
};

/** `aCommand('claim', { by: ben })` */
export function aCommand<Type extends CommandType>(
  type: Type,
  changes: Partial<Omit<CommandOf<Type>, 'type'>> = {},
): CommandOf<Type> {
  return { type, ...defaults[type](), ...changes } as unknown as CommandOf<Type>;
}

export const commandTypes = Object.keys(defaults) as CommandType[];
