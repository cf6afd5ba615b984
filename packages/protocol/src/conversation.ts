/**
 * A conversation as a stream of events, and as the summary that lists show.
 *
 * The events are what is stored, what the inbox's timeline shows and what the live feed carries:
 * one vocabulary from the core to the screen. A client that holds the summary and the events up
 * to a version, and applies what the feed brings, holds what a fresh load would give it.
 */
import { z } from 'zod';
import { ActionForm, ActionInput, SubmittedForm } from './actions.ts';
import {
  ActionId,
  ActionRunId,
  AiAgentId,
  ClientMessageId,
  ContactId,
  ConversationId,
  DecisionId,
  DocumentId,
  MessageId,
  PassageId,
  TeammateId,
  Timestamp,
} from './ids.ts';
import { ConversationStatus, Controller, HandoffReason, Outcome } from './vocabulary.ts';

/** Where an answer comes from: shown under it, linked. */
export const AnswerSource = z.object({
  documentId: DocumentId,
  passageId: PassageId.nullable(),
  title: z.string(),
  /** Absolute or site-relative address a customer can open. */
  url: z.string(),
  /** The sentence or block that was quoted. */
  quote: z.string(),
});
export type AnswerSource = z.infer<typeof AnswerSource>;

/** The decision as a conversation carries it; the whole record is read by its id. */
export const DecisionSummary = z.object({
  id: DecisionId,
  outcome: Outcome,
  reasons: z.array(HandoffReason),
  /** Calibrated probability that the answer is right; null where none was drafted. */
  confidence: z.number().min(0).max(1).nullable(),
  threshold: z.number().min(0).max(1),
  /** The policy rule that fired, by name. */
  rule: z.string(),
  /** The same in plain words, for a teammate. */
  explanation: z.string(),
  policyVersion: z.number().int(),
});
export type DecisionSummary = z.infer<typeof DecisionSummary>;

/** One thing that was asked and what the customer already got. */
export const TriedAnswer = z.object({
  question: z.string(),
  answer: z.string(),
  sources: z.array(AnswerSource),
});

/** What travels with a handoff, so that the customer repeats nothing. */
export const Brief = z.object({
  reasons: z.array(HandoffReason),
  explanation: z.string(),
  /** What the customer wants, in one line. */
  intent: z.string(),
  summary: z.string(),
  tried: z.array(TriedAnswer),
  /** What was done, or waits to be approved, in words; briefs from before actions have none. */
  actions: z.array(z.object({ runId: ActionRunId, text: z.string() })).optional(),
  /** Details found in the conversation: name, email, order number … */
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  /** -1 angry … 1 pleased; null when nothing can be said. */
  sentiment: z
    .object({ score: z.number(), trend: z.enum(['improving', 'steady', 'worsening']) })
    .nullable(),
  passages: z.array(
    z.object({
      documentId: DocumentId,
      title: z.string(),
      heading: z.string(),
      url: z.string(),
      score: z.number(),
    }),
  ),
  suggestedReply: z.string().nullable(),
});
export type Brief = z.infer<typeof Brief>;

/** Contact details as a customer gave them. */
export const ContactDetails = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
});
export type ContactDetails = z.infer<typeof ContactDetails>;

const envelope = { version: z.number().int().positive(), at: Timestamp };
const ofRun = { runId: ActionRunId, actionId: ActionId, name: z.string() };
const spoken = { messageId: MessageId, body: z.string() };

/** Everything that can happen to a conversation, in the past tense. */
export const ConversationEvent = z.discriminatedUnion('type', [
  z.object({
    ...envelope,
    type: z.literal('conversationStarted'),
    contactId: ContactId,
    aiAgentId: AiAgentId,
    /** The page the customer was on. */
    page: z.string().nullable(),
  }),
  z.object({
    ...envelope,
    ...spoken,
    type: z.literal('customerMessageSent'),
    clientMessageId: ClientMessageId,
    turn: z.number().int().positive(),
    /** Set when the message is a form that was sent; `body` says it in words. */
    submitted: SubmittedForm.optional(),
  }),
  z.object({
    ...envelope,
    ...spoken,
    type: z.literal('aiAnswered'),
    turn: z.number().int().positive(),
    sources: z.array(AnswerSource),
    /** Short replies the customer may tap (a clarifying question's choices, "talk to a person"). */
    choices: z.array(z.string()),
    /** What an action needs to know, for the customer to fill in. */
    form: ActionForm.optional(),
    decision: DecisionSummary,
  }),
  z.object({
    ...envelope,
    type: z.literal('handedOff'),
    turn: z.number().int().positive(),
    reasons: z.array(HandoffReason).min(1),
    brief: Brief,
    /** Null when no decision was reached (the AI failed). */
    decision: DecisionSummary.nullable(),
    /** What the AI told the customer as it passed the baton. */
    messageId: MessageId,
    body: z.string(),
  }),
  z.object({ ...envelope, type: z.literal('claimed'), teammateId: TeammateId }),
  z.object({
    ...envelope,
    type: z.literal('tookOver'),
    teammateId: TeammateId,
    /** The customer turn that the AI was cut off from, if it was still working. */
    interruptedTurn: z.number().int().nullable(),
    brief: Brief.nullable(),
  }),
  z.object({
    ...envelope,
    ...spoken,
    type: z.literal('replied'),
    clientMessageId: ClientMessageId,
    teammateId: TeammateId,
  }),
  z.object({
    ...envelope,
    ...spoken,
    type: z.literal('noteAdded'),
    clientMessageId: ClientMessageId,
    teammateId: TeammateId,
  }),
  z.object({
    ...envelope,
    type: z.literal('transferred'),
    /** Null: nobody asked; `because` says why. */
    by: TeammateId.nullable(),
    from: TeammateId.nullable(),
    /** Null puts the conversation back in the queue. */
    to: TeammateId.nullable(),
    /**
     * Where nobody asked: the one who had it was away, or there and did not answer. Absent: they
     * cannot work here any more.
     */
    because: z.enum(['away', 'unanswered']).optional(),
  }),
  z.object({ ...envelope, type: z.literal('handedBack'), teammateId: TeammateId }),
  z.object({ ...envelope, type: z.literal('resolved'), by: TeammateId.nullable() }),
  z.object({
    ...envelope,
    type: z.literal('reopened'),
    /** Null: the customer wrote again. */
    by: TeammateId.nullable(),
    controller: Controller,
    /** Who has it now; null unless `controller` is `human`. */
    assigneeId: TeammateId.nullable(),
  }),
  z.object({ ...envelope, type: z.literal('snoozed'), by: TeammateId, until: Timestamp }),
  z.object({
    ...envelope,
    type: z.literal('woke'),
    because: z.enum(['time', 'customer', 'teammate']),
  }),
  z.object({ ...envelope, type: z.literal('tagged'), by: TeammateId.nullable(), tag: z.string() }),
  z.object({
    ...envelope,
    type: z.literal('untagged'),
    by: TeammateId.nullable(),
    tag: z.string(),
  }),
  z.object({
    ...envelope,
    type: z.literal('contactIdentified'),
    details: ContactDetails,
    /** Set where the website vouched for who the customer is. */
    verified: z.boolean().optional(),
  }),
  /** A sensitive action has all it needs and waits for a teammate. */
  z.object({
    ...envelope,
    ...ofRun,
    type: z.literal('actionRequested'),
    inputs: z.array(ActionInput),
  }),
  z.object({
    ...envelope,
    ...ofRun,
    type: z.literal('actionDecided'),
    /** Null: nobody decided in time. */
    by: TeammateId.nullable(),
    approved: z.boolean(),
    note: z.string().nullable(),
  }),
  z.object({
    ...envelope,
    ...ofRun,
    type: z.literal('actionFinished'),
    ok: z.boolean(),
    /** What came of it, in the customer's words. */
    text: z.string(),
    /** The AI's answer carries the text: no notice besides. */
    answered: z.boolean(),
  }),
]);
export type ConversationEvent = z.infer<typeof ConversationEvent>;
export type ConversationEventType = ConversationEvent['type'];

/** One conversation as a list shows it; the newest version wins. */
export const ConversationSummary = z.object({
  id: ConversationId,
  version: z.number().int().positive(),
  status: ConversationStatus,
  controller: Controller,
  aiAgentId: AiAgentId,
  contact: z.object({
    id: ContactId,
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** Set where the website vouched for them. */
    verified: z.boolean().optional(),
  }),
  assigneeId: TeammateId.nullable(),
  /** Since when the customer waits for a person; null when nobody waits. */
  waitingSince: Timestamp.nullable(),
  snoozedUntil: Timestamp.nullable(),
  /** Why the last handoff of this episode happened; empty when there was none. */
  handoffReasons: z.array(HandoffReason),
  tags: z.array(z.string()),
  /** The newest public message, shortened; not the words of a handoff, which say nothing new. */
  preview: z.object({
    author: z.enum(['contact', 'ai', 'teammate']),
    text: z.string(),
  }),
  /** True while the AI owes an answer to the newest customer turn. */
  aiWorking: z.boolean(),
  /** Set while an action waits for a teammate's yes or no. */
  awaitsApproval: z.literal(true).optional(),
  turn: z.number().int(),
  lastMessageAt: Timestamp,
  createdAt: Timestamp,
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

/** A whole conversation as the inbox opens it. */
export const ConversationDetail = z.object({
  summary: ConversationSummary,
  /** In order of version, without gaps. */
  events: z.array(ConversationEvent),
});
export type ConversationDetail = z.infer<typeof ConversationDetail>;
