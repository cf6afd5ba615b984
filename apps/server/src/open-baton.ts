/**
 * The composition: database and modules, put together for whoever runs them. The server adds HTTP,
 * sockets, workers and housekeeping to it (serve.ts); the command line uses it as it is.
 */
import type { ConversationId } from '@baton/protocol';
import { openFinder, openModel, openReader } from './composition/open-search-models.ts';
import { createPolicyPort } from './composition/policy-port.ts';
import { readWorkspaceName } from './composition/read-models.ts';
import { createReplayJudging } from './composition/replay-judging.ts';
import { createPolicyReader } from './composition/policy-reader.ts';
import { type Accounts, createAccounts } from './modules/accounts/index.ts';
import {
  type Actions,
  type Answering,
  answeringReactions,
  createActions,
  createAnswering,
  createTurnWatch,
  type JudgementTools,
  type LiveTurnTools,
  type Meter,
  type Models,
  openModels,
  patientLimits,
} from './modules/answering/index.ts';
import {
  type Committed,
  type Conversations,
  createConversations,
  removeConversations,
} from './modules/conversations/index.ts';
import {
  createActionClient,
  createServerCheck,
  createWebhooks,
  type DeliveryEnd,
  type Webhooks,
} from './modules/integrations/index.ts';
import { createEscalation, type Escalation } from './modules/escalation/index.ts';
import {
  createReplays,
  createReviews,
  type Replays,
  type Reviews,
} from './modules/feedback/index.ts';
import {
  createKnowledge,
  type Embedder,
  type Knowledge,
  quoteFrom,
} from './modules/knowledge/index.ts';
import {
  createNotifications,
  type MailEnded,
  type Notifications,
  openOutgoing,
} from './modules/notifications/index.ts';
import { createRouting, type Routing } from './modules/routing/index.ts';
import { createRecords, type Records } from './modules/records/index.ts';
import { createUsage, type Usage } from './modules/usage/index.ts';
import { openDatabase, type OpenedDatabase, type OpenDatabaseOptions } from './open-database.ts';
import { createFanOut, type FanOut } from './platform/fan-out/index.ts';
import { createFeedTail, type FeedTail, prepareFeed } from './platform/feed/index.ts';
import {
  type Database,
  inWorkspace,
  newId,
  openSecrets,
  type Secrets,
  systemClock,
} from './platform/index.ts';
import { createSafeFetch, type SafeFetch } from './platform/safe-fetch/index.ts';

export interface Baton {
  database: Database;
  /** What is stored sealed, and opens with this installation's key. */
  secrets: Secrets;
  standing: OpenedDatabase['standing'];
  accounts: Accounts;
  conversations: Conversations;
  knowledge: Knowledge;
  escalation: Escalation;
  answering: Answering;
  actions: Actions;
  reviews: Reviews;
  /** Language models, by what they are reached with. */
  models: Models;
  /** What they have cost, and whether there is room for one more call. */
  usage: Usage;
  /** What other people's servers are told. Whoever runs workers starts it. */
  webhooks: Webhooks;
  /** For how long a customer waits for one person. */
  routing: Routing;
  notifications: Notifications;
  /** What another policy would have made of the past. */
  replays: Replays;
  /** Who did what, what is known about a person, and how long it is kept. */
  records: Records;
  /** Null when no embedding engine runs on this machine; search goes by words then. */
  embedder: Embedder | null;
  tail: FeedTail;
  /** What servers on this database say to each other. */
  fanOut: FanOut;
  /** Told when jobs were enqueued: whoever runs workers sets it. */
  onJobs(wake: () => void): void;
  /** Told when sessions of a teammate ended: whoever holds sockets sets it. */
  onSessionsEnded(hear: (workspaceId: string, teammateId: string) => void): void;
  /** Told how far an answer is written: whoever holds sockets sets it. */
  onPreviews(hear: NonNullable<LiveTurnTools['previewed']>): void;
  contactOf(workspaceId: string, conversationId: ConversationId): Promise<string | null>;
  close(): Promise<void>;
}

/** Where a customer reads a whole document that has no address of its own. */
export const articleUrl = (documentId: string): string => `/articles/${documentId}`;

/** How websites know us; the address, where there is one, says whom to ask. */
const userAgent = (publicUrl: string | null): string =>
  `Baton/1.0 (${publicUrl === null ? 'customer support; reads for its owner' : `+${publicUrl}`})`;

export interface OpenBatonOptions extends OpenDatabaseOptions {
  /** Whoever counts: what it gives back for a part is used in its place. */
  watched?: {
    committed(committed: Committed): void;
    models(models: Models): Models;
    meter(meter: Meter): Meter;
    web(web: SafeFetch): SafeFetch;
    deliveryEnded(end: DeliveryEnd, count: number): void;
    mailEnded: MailEnded;
  };
}

export async function openBaton(options: OpenBatonOptions): Promise<Baton> {
  const { log, watched } = options;
  const model = openModel(options);
  const reading = openReader(options);
  const finding = openFinder(options, model);
  const opened = await openDatabase(options).catch(async (error: unknown) => {
    // A process that ends with its model still loading ends noisily.
    await (await model)?.close();
    await (await reading)?.close();
    throw error;
  });
  const embedder = await model;
  const finder = await finding;
  const answerReader = await reading;
  const { database } = opened;
  await prepareFeed(database);
  const secrets = await openSecrets(options.config, { make: !options.guestAllowed });
  const clock = systemClock;
  const fanOut = createFanOut({ url: options.config.fanOutUrl, database, log });
  const tail = createFeedTail({ database, fanOut, log });
  let wakeJobs = (): void => {};
  const wakeFeed = (): void => tail.wake();
  let sessionsEnded: Parameters<Baton['onSessionsEnded']>[0] = () => {};
  let previewed: Parameters<Baton['onPreviews']>[0] = () => {};

  const accounts = createAccounts({
    database,
    clock,
    newId,
    policy: createPolicyPort((workspaceId, aiAgentId, risk) =>
      reviews.lineFor(workspaceId, aiAgentId, risk),
    ),
    wakeFeed,
    sessionsEnded: (workspaceId, teammateId) => sessionsEnded(workspaceId, teammateId),
    releaseHeldBy: (workspaceId, teammateId) =>
      conversations
        .releaseHeldBy({ workspaceId }, teammateId)
        .catch((error: unknown) => log.warn({ err: error }, 'releasing is left to the sweeper')),
    secrets,
    defaultModel: options.config.model,
  });
  const openedModels = openModels({
    allowPrivate: options.config.privateModels,
    limits: patientLimits(options.config.modelPatienceMs),
    clock,
    log,
  });
  const models = watched?.models(openedModels) ?? openedModels;
  const usage = createUsage({ database, clock, newId, budgetOf: accounts.engines.budgetOf });
  const web = createSafeFetch({
    userAgent: userAgent(options.config.publicUrl),
    allowPrivate: options.config.allowPrivateFetch,
  });
  const knowledge = createKnowledge({
    web: watched?.web(web) ?? web,
    database,
    embedder: finder,
    answerReader,
    mostVectorsInMemory: options.config.mostVectorsInMemory,
    clock,
    newId,
    wakeFeed,
    wakeJobs: () => wakeJobs(),
  });
  const escalation = createEscalation({
    embed: async (texts) => {
      if (embedder === null) throw new Error('no embedding engine runs on this machine');
      return embedder.embed(texts, 'query');
    },
  });
  const webhooks = createWebhooks({
    database,
    secrets,
    web,
    newId,
    log,
    ended: watched?.deliveryEnded,
  });
  const conversations = createConversations({
    database,
    clock,
    newId,
    reactions: answeringReactions,
    onCommitted: (committed) => {
      wakeFeed();
      webhooks.wake();
      if (committed.jobs > 0) wakeJobs();
      watched?.committed(committed);
    },
  });
  const policyOf = createPolicyReader(accounts.aiAgents);
  const reviews: Reviews = createReviews({
    database,
    clock,
    log,
    wakeFeed,
    wakeJobs: () => wakeJobs(),
    documentUrl: articleUrl,
    lineOf: policyOf,
    keepBudget: accounts.policies.keepBudget,
  });
  const judgement: JudgementTools = {
    knowledge,
    escalation,
    draftTools: {
      quote: (passage, question) => quoteFrom(passage, question, embedder),
      documentUrl: articleUrl,
    },
    calibrationOf: reviews.calibrationOf,
  };
  const turns = createTurnWatch(tail);
  const actions = createActions({
    database,
    secrets,
    conversations,
    send: createActionClient(web),
    refuses: createServerCheck(web),
    clock,
    newId,
    log,
  });
  const answering = createAnswering({
    ...judgement,
    writing: {
      engineOf: accounts.engines.engineOf,
      namesOf: async (workspaceId, aiAgentId) => ({
        aiAgent: (await accounts.aiAgentName(workspaceId, aiAgentId)) ?? '',
        workspace: await readWorkspaceName(database, workspaceId),
      }),
      models,
      meter: watched?.meter(usage.meter) ?? usage.meter,
    },
    modelPatienceMs: options.config.modelPatienceMs,
    watchTurn: turns.watchTurn,
    previewed: (...preview) => previewed(...preview),
    actionsAt: actions.at,
    database,
    conversations,
    newId,
    log,
    policyOf,
  });
  const replays = createReplays({
    ...createReplayJudging(judgement, database),
    escalation,
    policies: accounts.policies,
    database,
    clock,
    newId,
    log,
    wakeJobs: () => wakeJobs(),
  });
  const records = createRecords({
    database,
    secrets,
    clock,
    removeConversations,
    readDecision: answering.decision,
    wakeFeed,
    sessionsEnded: (workspaceId, of) => sessionsEnded(workspaceId, of),
    wakeJobs: () => wakeJobs(),
  });

  return {
    database,
    secrets,
    standing: opened.standing,
    accounts,
    conversations,
    knowledge,
    escalation,
    answering,
    actions,
    reviews,
    models,
    usage,
    webhooks,
    routing: createRouting({ database, conversations }),
    notifications: createNotifications({
      database,
      clock,
      newId,
      outgoing: openOutgoing(options.config),
      links: accounts.passwordResets,
      wakeJobs: () => wakeJobs(),
      ended: watched?.mailEnded,
      log,
    }),
    replays,
    records,
    embedder,
    tail,
    fanOut,
    onJobs: (wake) => {
      wakeJobs = wake;
    },
    onSessionsEnded: (hear) => {
      sessionsEnded = hear;
    },
    onPreviews: (hear) => {
      previewed = hear;
    },
    contactOf: async (workspaceId, conversationId) => {
      const [row] = await inWorkspace(workspaceId, () =>
        database.query<{ contact_id: string }>(
          'select contact_id from conversations where workspace_id = $1 and id = $2',
          [workspaceId, conversationId],
        ),
      );
      return row?.contact_id ?? null;
    },
    close: async () => {
      turns.close();
      await knowledge.close();
      await web.close();
      await models.close();
      await embedder?.close();
      await answerReader?.close();
      await fanOut.close();
      await opened.close();
    },
  };
}
