/** Documents the AI agent answers from, as screens and API show them. */
import { z } from 'zod';
import { AiAgentId, DocumentId, PassageId, Timestamp } from './ids.ts';

export const KnowledgeDocument = z.object({
  id: DocumentId,
  aiAgentId: AiAgentId,
  kind: z.enum(['file', 'text', 'qa', 'example', 'website']),
  /** File name, or null for typed text. */
  name: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  state: z.enum(['processing', 'ready', 'failed']),
  /** In plain words, when it failed. */
  error: z.string().nullable(),
  passageCount: z.number().int(),
  /** Passages that semantic search already knows; lexical search knows all at once. */
  embeddedCount: z.number().int(),
  bytes: z.number().int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type KnowledgeDocument = z.infer<typeof KnowledgeDocument>;

export const KnowledgePassage = z.object({
  id: PassageId,
  trail: z.array(z.string()),
  heading: z.string(),
  text: z.string(),
});
export type KnowledgePassage = z.infer<typeof KnowledgePassage>;

/** What became of one document that somebody tried to add. */
export const AddedDocument = z.object({
  name: z.string(),
  result: z.enum(['added', 'unchanged', 'replaced', 'rejected']),
  /** Why it was rejected, in plain words. */
  reason: z.string().nullable(),
  document: KnowledgeDocument.nullable(),
});
export type AddedDocument = z.infer<typeof AddedDocument>;
