/**
 * The conversation as its customer sees it: no notes, no briefs, no scores, no ids of people.
 */
import { z } from 'zod';
import { ActionForm, SubmittedForm } from './actions.ts';
import { ActionRunId, ClientMessageId, ConversationId, MessageId, Timestamp } from './ids.ts';
import { ConversationStatus, Controller } from './vocabulary.ts';

export const ContactSource = z.object({ title: z.string(), url: z.string(), quote: z.string() });
export type ContactSource = z.infer<typeof ContactSource>;

/** One line of the thread. `version` orders and identifies it. */
export const ContactEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    version: z.number().int().positive(),
    id: MessageId,
    /** Set on the customer's own messages: lets a pending bubble become the real one. */
    clientMessageId: ClientMessageId.nullable(),
    author: z.enum(['you', 'ai', 'teammate']),
    /** Display name of the AI agent or teammate. */
    authorName: z.string().nullable(),
    body: z.string(),
    sources: z.array(ContactSource),
    choices: z.array(z.string()),
    /** What an action asks the customer for. Answered forms stay, as they were. */
    form: ActionForm.optional(),
    /** On the customer's own message that is a form they sent. */
    submitted: SubmittedForm.optional(),
    /** On an answer that tells what came of an action: its form is done with. */
    endsRun: ActionRunId.optional(),
    at: Timestamp,
  }),
  z.object({
    kind: z.literal('notice'),
    version: z.number().int().positive(),
    notice: z.enum([
      'waiting',
      'joined',
      'backToAi',
      'resolved',
      'reopened',
      'actionRequested',
      'actionDeclined',
      'actionDone',
      'actionFailed',
    ]),
    /** Whose notice it is: a teammate's name, or an action's. */
    name: z.string().nullable(),
    /** What came of an action. */
    text: z.string().optional(),
    at: Timestamp,
  }),
]);
export type ContactEntry = z.infer<typeof ContactEntry>;

/** What governs the widget's header and composer. */
export const ContactConversation = z.object({
  id: ConversationId,
  version: z.number().int().positive(),
  status: ConversationStatus,
  controller: Controller,
  /** Previews of answers are about one turn; only the newest may be shown. */
  turn: z.number().int(),
  /** The person who has the conversation. */
  teammateName: z.string().nullable(),
  /** True while the AI prepares an answer. */
  aiWorking: z.boolean(),
});
export type ContactConversation = z.infer<typeof ContactConversation>;

export const ContactSnapshot = z.object({
  conversation: ContactConversation,
  entries: z.array(ContactEntry),
});
export type ContactSnapshot = z.infer<typeof ContactSnapshot>;
