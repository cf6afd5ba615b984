/** Sources and their pages, as the fake server has them, in every state that there is. */
import type { KnowledgeSource, SourcePage, SourceProgress } from '@baton/protocol';
import { id } from './ids.ts';
import { aiAgent } from './people.ts';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const settings = {
  include: [],
  exclude: ['/help/archive/**'],
  maxPages: 500,
  maxDepth: 8,
  delayMs: 250,
  useSitemap: true,
};

function source(number: number, kind: KnowledgeSource['kind'], more: Partial<KnowledgeSource>) {
  return {
    id: id('src', number),
    aiAgentId: aiAgent.id,
    kind,
    url: null,
    name: '',
    state: 'idle',
    error: null,
    notice: null,
    schedule: 'never',
    settings: kind === 'website' ? settings : null,
    lastReadAt: null,
    nextReadAt: null,
    documentCount: 0,
    passageCount: 0,
    failedCount: 0,
    progress: null,
    createdAt: hoursAgo(300 - number),
    ...more,
  } as KnowledgeSource;
}

export const readSoFar: SourceProgress = {
  queued: 79,
  read: 31,
  unchanged: 7,
  skipped: 2,
  failed: 1,
};

export const helpCentre = source(10, 'website', {
  name: 'help.lumen.example',
  url: 'https://help.lumen.example/help/',
  schedule: 'weekly',
  lastReadAt: hoursAgo(2),
  nextReadAt: hoursAgo(-166),
  documentCount: 112,
  passageCount: 548,
  failedCount: 3,
  notice: 'The website has more pages than the limit of 500; the rest was left out.',
  progress: { queued: 0, read: 12, unchanged: 100, skipped: 9, failed: 3 },
});

export const sources: KnowledgeSource[] = [
  source(1, 'example', { name: 'Example help centre', documentCount: 7, passageCount: 35 }),
  source(2, 'file', { name: 'Files', documentCount: 4, passageCount: 21, failedCount: 1 }),
  source(3, 'qa', { name: 'Questions and answers', documentCount: 1, passageCount: 1 }),
  helpCentre,
  source(11, 'website', {
    name: 'Developer documentation of Lumen Lighting Systems International',
    url: 'https://developers.lumen-lighting-systems.example/documentation/en/latest/',
    state: 'reading',
    schedule: 'daily',
    documentCount: 38,
    passageCount: 190,
    failedCount: 1,
    progress: readSoFar,
  }),
  source(12, 'website', {
    name: 'status.lumen.example',
    url: 'https://status.lumen.example',
    state: 'failed',
    error: 'The website asks to sign in, so there is nothing to read.',
    schedule: 'weekly',
    lastReadAt: hoursAgo(30),
    nextReadAt: hoursAgo(-100),
    progress: { queued: 0, read: 0, unchanged: 0, skipped: 0, failed: 1 },
    failedCount: 1,
  }),
  source(13, 'website', {
    name: 'blog.lumen.example',
    url: 'https://blog.lumen.example',
    state: 'stopped',
    schedule: 'monthly',
    documentCount: 18,
    passageCount: 64,
    progress: { queued: 60, read: 18, unchanged: 0, skipped: 0, failed: 0 },
  }),
];

const page = (path: string, more: Partial<SourcePage>): SourcePage => ({
  url: `https://help.lumen.example/help/${path}`,
  state: 'unchanged',
  reason: null,
  httpStatus: 200,
  documentId: null,
  title: null,
  at: hoursAgo(2),
  ...more,
});
const known = (number: number, title: string): Partial<SourcePage> => ({
  documentId: id('doc', number) as never,
  title,
});

export const pages: SourcePage[] = [
  page('archive/2019-price-list', {
    state: 'failed',
    reason: 'The page is not there any more (404).',
    httpStatus: 404,
  }),
  page('b2b/terms', {
    state: 'failed',
    reason: 'The website asks to sign in (403).',
    httpStatus: 403,
  }),
  page('returns', { state: 'read', ...known(1, 'Returns and refunds') }),
  page('warranty', known(2, 'Warranty')),
  page('damaged-on-arrival', known(3, 'Damaged on arrival')),
  page('shipping-times-and-costs-for-every-country-that-we-send-our-lamps-to', {
    state: 'read',
    ...known(
      4,
      'Shipping times and costs, for every country that we send our lamps to, and for islands',
    ),
  }),
  page('print/returns', { state: 'skipped', reason: 'Known already from help/returns.' }),
  page('search', {
    state: 'skipped',
    reason: 'The page asks search engines not to keep it (noindex).',
  }),
  page('old/dimmers', {
    state: 'retired',
    reason: 'Not found in two successive readings.',
    title: 'Dimmers of the first generation',
  }),
  page('cleaning', { state: 'queued', httpStatus: null, at: null }),
];
