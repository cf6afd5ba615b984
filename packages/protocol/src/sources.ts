/**
 * Where documents come from, as screens and API show it: websites that are read again and again,
 * and one source each for files, typed text, questions with answers and the example.
 */
import { z } from 'zod';
import { AiAgentId, DocumentId, SourceId, Timestamp } from './ids.ts';

export const SOURCE_LIMITS = {
  /** Pages of one website. */
  maxPages: 10_000,
  maxDepth: 50,
  delayMs: 60_000,
  patterns: 50,
} as const;

/**
 * A pattern of addresses' paths: `*` stands for anything within one part of a path, `**` for
 * anything at all, slashes included. `/help/**` is everything below /help, and /help itself.
 */
const PathPattern = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(300, 'has at most 300 characters')
  .regex(/^[/*]/, 'begins with "/" or "*", like /help/**');

export const WebsiteSettings = z.object({
  /** When there are any, pages must match one. They may lead out of the start address's folder. */
  include: z.array(PathPattern).max(SOURCE_LIMITS.patterns),
  /** Pages that match one are left out, whatever else they match. */
  exclude: z.array(PathPattern).max(SOURCE_LIMITS.patterns),
  maxPages: z.number().int().min(1).max(SOURCE_LIMITS.maxPages),
  /** Links followed from the start address. */
  maxDepth: z.number().int().min(0).max(SOURCE_LIMITS.maxDepth),
  /** Between two pages. The website's own crawl-delay wins where it is longer. */
  delayMs: z.number().int().min(0).max(SOURCE_LIMITS.delayMs),
  /** Also read the pages that the website's sitemaps list. */
  useSitemap: z.boolean(),
});
export type WebsiteSettings = z.infer<typeof WebsiteSettings>;

/** What is meant where a request leaves a setting out. */
export const DEFAULT_WEBSITE_SETTINGS: WebsiteSettings = {
  include: [],
  exclude: [],
  maxPages: 500,
  maxDepth: 8,
  delayMs: 250,
  useSitemap: true,
};

export const SOURCE_STATES = ['idle', 'reading', 'stopped', 'failed'] as const;
export const SOURCE_SCHEDULES = ['never', 'daily', 'weekly', 'monthly'] as const;
export const SourceSchedule = z.enum(SOURCE_SCHEDULES);
export type SourceSchedule = z.infer<typeof SourceSchedule>;

/** How far the reading is that runs, or how far the last one came. */
export const SourceProgress = z.object({
  /** Pages known and not looked at yet. */
  queued: z.number().int(),
  /** New or changed. */
  read: z.number().int(),
  unchanged: z.number().int(),
  /** Seen and left out, for a reason that is no fault: `noindex`, known already, no content … */
  skipped: z.number().int(),
  failed: z.number().int(),
});
export type SourceProgress = z.infer<typeof SourceProgress>;

export const KnowledgeSource = z.object({
  id: SourceId,
  aiAgentId: AiAgentId,
  kind: z.enum(['website', 'file', 'text', 'qa', 'example']),
  /** Where a website is read from; null for all others. */
  url: z.string().nullable(),
  name: z.string(),
  /** `stopped`: a teammate stopped it; reading again goes on where it stopped. */
  state: z.enum(SOURCE_STATES),
  /** In plain words, what went wrong. */
  error: z.string().nullable(),
  /** In plain words, what is good to know: more pages than the limit, pages behind a login … */
  notice: z.string().nullable(),
  schedule: SourceSchedule,
  /** Null for all but websites. */
  settings: WebsiteSettings.nullable(),
  /** When the last reading came to its end. */
  lastReadAt: Timestamp.nullable(),
  nextReadAt: Timestamp.nullable(),
  /** Documents the AI answers from. */
  documentCount: z.number().int(),
  passageCount: z.number().int(),
  /** Pages (or documents) that could not be read. */
  failedCount: z.number().int(),
  progress: SourceProgress.nullable(),
  createdAt: Timestamp,
});
export type KnowledgeSource = z.infer<typeof KnowledgeSource>;

export const PAGE_STATES = ['queued', 'read', 'unchanged', 'skipped', 'failed', 'retired'] as const;
export const SourcePageState = z.enum(PAGE_STATES);
export type SourcePageState = z.infer<typeof SourcePageState>;

/** One address of a website, and what became of it. */
export const SourcePage = z.object({
  url: z.string(),
  state: SourcePageState,
  /** In plain words, why it was skipped, failed or retired. */
  reason: z.string().nullable(),
  /** As the website answered; null when it did not. */
  httpStatus: z.number().int().nullable(),
  documentId: DocumentId.nullable(),
  title: z.string().nullable(),
  /** When it was last looked at. */
  at: Timestamp.nullable(),
});
export type SourcePage = z.infer<typeof SourcePage>;

/** GET /api/ai-agents/:id/sources */
export const SourceList = z.object({ sources: z.array(KnowledgeSource) });
export type SourceList = z.infer<typeof SourceList>;

/** POST /api/ai-agents/:id/sources: adds a website and begins to read it. */
export const AddSourceRequest = z.object({
  kind: z.literal('website').default('website'),
  /** A start page or a sitemap. Without a scheme, https is meant. */
  url: z.string().trim().min(1, 'is empty').max(2_000, 'is too long'),
  name: z.string().trim().min(1, 'is empty').max(120, 'has at most 120 characters').optional(),
  settings: WebsiteSettings.partial().optional(),
  schedule: SourceSchedule.default('weekly'),
});
export type AddSourceRequest = z.input<typeof AddSourceRequest>;

/** PATCH /api/sources/:id. Settings that are left out stay as they are. */
export const ChangeSourceRequest = z
  .object({
    name: z.string().trim().min(1, 'is empty').max(120, 'has at most 120 characters'),
    settings: WebsiteSettings.partial(),
    schedule: SourceSchedule,
  })
  .partial();
export type ChangeSourceRequest = z.input<typeof ChangeSourceRequest>;

/** The answer to every question about one source, and to everything done to it. */
export const SourceView = z.object({ source: KnowledgeSource });
export type SourceView = z.infer<typeof SourceView>;

/** GET /api/sources/:id/pages?state=&q=&page= */
export const SourcePageList = z.object({
  pages: z.array(SourcePage),
  /** Ask for the next page with this; null at the end. */
  nextPage: z.string().nullable(),
});
export type SourcePageList = z.infer<typeof SourcePageList>;
