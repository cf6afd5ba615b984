/** Documents the AI agent answers from, as screens and API show them. */
import { z } from 'zod';
import { AiAgentId, DocumentId, PassageId, SourceId, Timestamp } from './ids.ts';

export const KNOWLEDGE_LIMITS = {
  /** Characters of a passage as a teammate may rewrite it. */
  passageLength: 8_000,
  /** Questions pinned to one passage, and the characters of each. */
  pinnedQuestions: 20,
  pinnedQuestionLength: 300,
  /** Former versions kept of one document. */
  formerVersions: 20,
} as const;

/** Endings of the files that can be taken in, for file dialogs and their hints. */
export const FILE_ENDINGS = [
  '.md',
  '.markdown',
  '.mdx',
  '.html',
  '.htm',
  '.txt',
  '.pdf',
  '.docx',
  '.docm',
  '.csv',
  '.tsv',
  '.zip',
] as const;

export const KnowledgeDocument = z.object({
  id: DocumentId,
  aiAgentId: AiAgentId,
  sourceId: SourceId,
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
  /** Counts up when the content changes; former versions can be opened. */
  version: z.number().int(),
  /** Since when it is no longer answered from, because its page is gone. It can still be opened. */
  retiredAt: Timestamp.nullable(),
  /** In plain words, what reading left out: "3 pages hold only pictures; they were not read." */
  notes: z.array(z.string()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type KnowledgeDocument = z.infer<typeof KnowledgeDocument>;

export const KnowledgePassage = z.object({
  id: PassageId,
  /** Place in its document, from 0. */
  position: z.number().int(),
  trail: z.array(z.string()),
  heading: z.string(),
  /** What the AI answers from: a teammate's wording where there is one. */
  text: z.string(),
  words: z.number().int(),
  edited: z.boolean(),
  /** As the document says it, where a teammate wrote something else. */
  originalText: z.string().nullable(),
  /** Neither found nor quoted. */
  excluded: z.boolean(),
  /** Questions that this passage is to be found by. */
  pinnedQuestions: z.array(z.string()),
  /** The document changed here after a teammate edited, excluded or pinned: worth a look. */
  outdated: z.boolean(),
  /** Headings of near-identical passages of the same document, which are folded into this one. */
  alsoUnder: z.array(z.array(z.string())),
  /** Counts up with every change; give it back with a change to be told when somebody was faster. */
  version: z.number().int(),
});
export type KnowledgePassage = z.infer<typeof KnowledgePassage>;

const PinnedQuestion = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'is empty')
      .max(
        KNOWLEDGE_LIMITS.pinnedQuestionLength,
        `has at most ${KNOWLEDGE_LIMITS.pinnedQuestionLength} characters`,
      ),
  );

/** PATCH /api/passages/:id. What is left out stays as it is. */
export const ChangePassageRequest = z.object({
  /** Null brings the document's own wording back. */
  text: z
    .string()
    .transform((text) => text.replaceAll('\u0000', '').trim())
    .pipe(
      z
        .string()
        .min(1, 'is empty; exclude the passage instead')
        .max(
          KNOWLEDGE_LIMITS.passageLength,
          `has at most ${KNOWLEDGE_LIMITS.passageLength} characters`,
        ),
    )
    .nullable()
    .optional(),
  excluded: z.boolean().optional(),
  pinnedQuestions: z
    .array(PinnedQuestion)
    .max(KNOWLEDGE_LIMITS.pinnedQuestions, `at most ${KNOWLEDGE_LIMITS.pinnedQuestions} questions`)
    .optional(),
  /** The version that the change was made on; without it, the last one to write wins. */
  version: z.number().int().optional(),
});
export type ChangePassageRequest = z.input<typeof ChangePassageRequest>;
export type PassageChange = z.output<typeof ChangePassageRequest>;

/** The answer to every change of a passage. */
export const PassageView = z.object({ passage: KnowledgePassage });
export type PassageView = z.infer<typeof PassageView>;

/** One state of a document's content. */
export const DocumentVersion = z.object({
  version: z.number().int(),
  /** When this content was taken in. */
  at: Timestamp,
  title: z.string(),
  bytes: z.number().int(),
  words: z.number().int(),
  current: z.boolean(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

/** GET /api/documents/:id/versions: the current one first, then former ones, newest first. */
export const DocumentVersionList = z.object({ versions: z.array(DocumentVersion) });
export type DocumentVersionList = z.infer<typeof DocumentVersionList>;

/** GET /api/documents/:id/versions/:version */
export const DocumentVersionView = z.object({ version: DocumentVersion, markdown: z.string() });
export type DocumentVersionView = z.infer<typeof DocumentVersionView>;

/** What became of the rows of a table of questions and answers; each good one is a document. */
export const AddedRows = z.object({
  added: z.number().int(),
  replaced: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  /** The first rows that were left out, each with its line in the file and why, in plain words. */
  problems: z.array(z.object({ line: z.number().int(), reason: z.string() })),
});
export type AddedRows = z.infer<typeof AddedRows>;

/**
 * What became of one document that somebody tried to add. Each file in an archive has a result of
 * its own, named "archive.zip/path/file.md"; a table of questions and answers has one for all rows.
 */
export const AddedDocument = z.object({
  name: z.string(),
  result: z.enum(['added', 'unchanged', 'replaced', 'rejected']),
  /** Why it was rejected, in plain words. */
  reason: z.string().nullable(),
  /** Null when it was rejected, and for a table, whose rows are a document each. */
  document: KnowledgeDocument.nullable(),
  /** For a table of questions and answers. */
  rows: AddedRows.nullable(),
});
export type AddedDocument = z.infer<typeof AddedDocument>;
