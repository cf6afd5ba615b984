/**
 * Everything that a running server counts, put together: `watched` goes to whoever opens the
 * modules, the rest to serve.ts and its parts.
 *
 * Counting is always on and costs nanoseconds. What is read from the database is read when somebody
 * asks, by one at a time and not again within seconds, by index or up to a bound; so no scrape is
 * work for the database, however many scrape and however much there is.
 */
import type { Actions } from '../../modules/answering/index.ts';
import type { Conversations } from '../../modules/conversations/index.ts';
import type { Webhooks } from '../../modules/integrations/index.ts';
import type { Realtime } from '../../modules/realtime/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { acrossWorkspaces, type Database } from '../../platform/database/index.ts';
import type { FanOut } from '../../platform/fan-out/index.ts';
import type { FeedTail } from '../../platform/feed/index.ts';
import type { Log } from '../../platform/log.ts';
import {
  createRegistry,
  databaseMetrics,
  fanOutMetrics,
  feedMetrics,
  httpRequestMetrics,
  jobMetrics,
} from '../../platform/metrics/index.ts';
import { conversationMetrics } from './conversations.ts';
import { mailMetrics } from './mails.ts';
import { modelMetrics } from './models.ts';
import { promiseMetrics } from './promises.ts';
import { readSeldom } from './read-seldom.ts';
import { socketMetrics } from './sockets.ts';
import { webhookMetrics } from './webhooks.ts';
import { websiteMetrics } from './websites.ts';

export interface ServerMetricsOptions {
  version: string;
  /** Null: nobody can read them. */
  token: string | null;
}

/** What the numbers are read from, once it is there. */
export interface MetricsSources {
  database: Database;
  conversations: Pick<Conversations, 'stranded'>;
  actions: Pick<Actions, 'stranded'>;
  webhooks: Pick<Webhooks, 'standings' | 'untoldSeconds'>;
  tail: Pick<FeedTail, 'cursor' | 'subscribe'>;
  fanOut?: Pick<FanOut, 'broker'>;
  realtime: Pick<Realtime, 'sockets'>;
  clock: Clock;
  log: Log;
}

export type ServerMetrics = ReturnType<typeof createServerMetrics>;

/** A scrape waits this long for a slow database, then goes without. */
const PATIENCE_MS = 3_000;
/** Scrapes within this time read the same. */
const FRESH_MS = 2_000;

export function createServerMetrics({ version, token }: ServerMetricsOptions) {
  const registry = createRegistry({ version, process: token !== null });
  const conversations = conversationMetrics(registry);
  const models = modelMetrics(registry);
  const websites = websiteMetrics(registry);
  const jobs = jobMetrics(registry);
  const feed = feedMetrics(registry);
  const promises = promiseMetrics(registry);
  const webhooks = webhookMetrics(registry);
  const mails = mailMetrics(registry);
  let refresh = async (): Promise<void> => {};

  return {
    /** Everything that openBaton's parts say or are listened to by. */
    watched: {
      committed: conversations.committed,
      models: models.models,
      meter: models.meter,
      web: websites.web,
      deliveryEnded: webhooks.ended,
      mailEnded: mails.ended,
    },
    requests: httpRequestMetrics(registry),
    jobEnded: jobs.ended,
    strandedMended: promises.mended,
    /** From here on it can be asked for everything. */
    follow({ database, tail, fanOut, realtime, clock, log, ...sources }: MetricsSources): void {
      const reachable = databaseMetrics(registry, database);
      socketMetrics(registry, () => realtime.sockets());
      if (fanOut !== undefined) fanOutMetrics(registry, fanOut);
      tail.subscribe((entries) => feed.delivered(entries, clock.now()));
      refresh = readSeldom({
        freshMs: FRESH_MS,
        patienceMs: PATIENCE_MS,
        read: () =>
          acrossWorkspaces('metrics', async () => {
            await jobs.refresh(database);
            await feed.refresh(database, tail.cursor());
            await promises.refresh(database, sources, clock);
            await webhooks.refresh(sources.webhooks);
          }),
        ended(error) {
          reachable.up(error === null);
          if (error === null) return;
          // A number that is no longer true must not look as if it were.
          for (const one of [jobs, feed, promises, webhooks]) one.forget();
          log.debug({ err: error }, 'some numbers could not be read');
        },
      });
    },
    exposed: {
      token,
      async read(): Promise<{ text: string; contentType: string }> {
        await refresh();
        return { text: await registry.metrics(), contentType: registry.contentType };
      },
    },
  };
}
