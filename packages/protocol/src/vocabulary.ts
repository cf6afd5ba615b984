/** The settled words of Baton, as closed sets. */
import { z } from 'zod';

export const CONVERSATION_STATUSES = ['open', 'snoozed', 'resolved'] as const;
export const ConversationStatus = z.enum(CONVERSATION_STATUSES);
export type ConversationStatus = z.infer<typeof ConversationStatus>;

/** Who may speak to the customer: the AI, nobody yet (handed off and waiting), or a person. */
export const CONTROLLERS = ['ai', 'queue', 'human'] as const;
export const Controller = z.enum(CONTROLLERS);
export type Controller = z.infer<typeof Controller>;

export const HANDOFF_REASONS = [
  'direct_request',
  'low_confidence',
  'knowledge_gap',
  'frustration',
  'repeated_question',
  'sensitive_topic',
  'guideline',
  'max_turns',
  'ai_error',
  'budget_exhausted',
  'takeover',
] as const;
export const HandoffReason = z.enum(HANDOFF_REASONS);
export type HandoffReason = z.infer<typeof HandoffReason>;

/** What the AI may do with one customer turn. */
export const OUTCOMES = ['answer', 'clarify', 'offer', 'handoff'] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

export const ROLES = ['owner', 'admin', 'teammate'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Limits every door enforces, so that screens can say them before the server does. */
export const LIMITS = {
  /** Characters of one message, after trimming. */
  messageLength: 20_000,
  /** Characters of a person's or company's name. */
  nameLength: 120,
  tagLength: 40,
  tagsPerConversation: 30,
  passwordLength: { min: 10, max: 200 },
  /** Bytes of one uploaded document, and how many in one go. */
  documentBytes: 25 * 1024 * 1024,
  documentsPerUpload: 50,
  /** Bytes of all files of one upload. */
  uploadBytes: 100 * 1024 * 1024,
  /** Bytes of any other request body. */
  bodyBytes: 256 * 1024,
} as const;
