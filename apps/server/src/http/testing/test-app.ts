/**
 * The whole app on a real database of its own: real accounts, conversations and documents, and a
 * stand-in for the AI. Time stands still until a test moves it; each browser has its own cookies.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineTest, TeammateId, WorkspaceId } from '@baton/protocol';
import { createTestClock } from '@baton/testkit';
import { createTestDatabase } from '@baton/testkit/database';
import { exportDecisions } from '../../composition/export-decisions.ts';
import { createPolicyPort } from '../../composition/policy-port.ts';
import { readArticle, readTagsInUse } from '../../composition/read-models.ts';
import { createAccounts } from '../../modules/accounts/index.ts';
import { addWorkspace } from '../../modules/accounts/testing/test-accounts.ts';
import { createActions, type OutgoingRequest } from '../../modules/answering/index.ts';
import { createConversations, removeConversations } from '../../modules/conversations/index.ts';
import { checkPolicy, createEscalation } from '../../modules/escalation/index.ts';
import { createReplays } from '../../modules/feedback/index.ts';
import { createReviews } from '../../modules/feedback/index.ts';
import { createServerCheck, createWebhooks } from '../../modules/integrations/index.ts';
import { createKnowledge } from '../../modules/knowledge/index.ts';
import { createNotifications, type OutgoingMail } from '../../modules/notifications/index.ts';
import { createRouting } from '../../modules/routing/index.ts';
import { createRecords } from '../../modules/records/index.ts';
import { createUsage } from '../../modules/usage/index.ts';
import { newId } from '../../platform/ids.ts';
import { silentLog } from '../../platform/log.ts';
import { createSafeFetch } from '../../platform/safe-fetch/index.ts';
import { createSecrets } from '../../platform/secrets/index.ts';
import { createHttpApp, type HttpDeps } from '../index.ts';
import { aiStandIn } from './ai-stand-in.ts';
import { createBrowser } from './browser.ts';
import { fromOutside } from './from-outside.ts';
import { createWidget } from './widget.ts';

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;

const nothing = () => {};

export async function createTestApp(changes: Partial<HttpDeps> = {}) {
  const testDatabase = await createTestDatabase();
  // Routes must say where they stand; the test itself looks at everything.
  const database = testDatabase.connect({ elsewhere: 'refused' });
  const clock = createTestClock();
  const screens = await builtScreens();
  const parts = {
    database,
    clock,
    newId,
    policy: createPolicyPort(),
    secrets: createSecrets([randomBytes(32)]),
    defaultModel: null,
    wakeFeed: nothing,
    sessionsEnded: nothing,
    releaseHeldBy: (workspaceId: WorkspaceId, teammateId: TeammateId) =>
      conversations.releaseHeldBy({ workspaceId }, teammateId),
  };
  const accounts = createAccounts(parts);
  const conversations = createConversations({
    database,
    clock,
    newId,
    reactions: () => [],
    onCommitted: nothing,
  });
  const knowledge = createKnowledge({
    database,
    embedder: null,
    clock,
    newId,
    wakeFeed: nothing,
    wakeJobs: nothing,
  });
  const reviews = createReviews({
    database,
    clock,
    log: silentLog(),
    wakeFeed: nothing,
    wakeJobs: nothing,
    documentUrl: (id) => `/articles/${id}`,
    lineOf: async () => ({ answer: { mode: 'threshold', at: 0.6 }, answerAt: 0.6 }),
    keepBudget: async () => false,
  });
  // Nobody works here: what is asked for waits.
  const unheard = async () => {
    throw new Error('no worker runs in this test');
  };
  const replays = createReplays({
    escalation: createEscalation({ embed: unheard }),
    judge: unheard,
    judgePast: unheard,
    policies: accounts.policies,
    database,
    clock,
    newId,
    log: silentLog(),
    wakeJobs: nothing,
  });
  const usage = createUsage({ database, clock, newId, budgetOf: accounts.engines.budgetOf });
  const records = createRecords({
    database,
    secrets: parts.secrets,
    clock,
    removeConversations,
    readDecision: async () => null,
    wakeFeed: nothing,
    sessionsEnded: nothing,
    wakeJobs: nothing,
  });
  const sent: OutgoingRequest[] = [];
  let answered: unknown = {};
  const guarded = createSafeFetch({ userAgent: 'Baton test' });
  const actions = createActions({
    database,
    secrets: parts.secrets,
    conversations,
    send: async (request) => {
      sent.push(request);
      return {
        kind: 'answered',
        status: 200,
        json: answered,
        text: JSON.stringify(answered),
        retryAfter: null,
      };
    },
    refuses: createServerCheck(guarded),
    clock,
    newId,
    log: silentLog(),
  });
  const mails: OutgoingMail[] = [];
  const notifications = createNotifications({
    database,
    clock,
    newId,
    outgoing: {
      publicUrl: 'https://support.example',
      mailer: {
        async send(mail) {
          mails.push(mail);
          return { outcome: 'sent' };
        },
        check: async () => null,
      },
    },
    links: accounts.passwordResets,
    wakeJobs: nothing,
    log: silentLog(),
  });
  const ai = aiStandIn(conversations);
  const app = createHttpApp({
    accounts,
    actions,
    conversations,
    knowledge,
    answering: ai,
    reviews,
    testEngine: async () => answeringModel,
    usage,
    routing: createRouting({ database, conversations }),
    notifications,
    webhooks: createWebhooks({
      database,
      secrets: parts.secrets,
      web: {
        fetch: async (url) => ({
          ok: false,
          code: 'unreachable',
          words: 'Nothing is reached in tests.',
          url: String(url),
        }),
        refuses: () => null,
      },
      newId,
      log: silentLog(),
    }),
    checkPolicy: async (policy) => checkPolicy(policy),
    replays,
    records,
    exportDecisions: (workspaceId, aiAgentId, since) =>
      exportDecisions(database, workspaceId, aiAgentId, since),
    readArticle: (id) => readArticle(database, id),
    tagsInUse: (workspaceId) => readTagsInUse(database, workspaceId),
    loadExample: async () => [exampleDocument],
    exampleQuestions: ['What is this?'],
    teammatesOnline: () => true,
    lifeStage: () => 'serving',
    pingDatabase: () => database.ping(),
    where: { publicUrl: null, trustProxy: false },
    screens: { inbox: join(screens, 'inbox'), widget: join(screens, 'widget') },
    version: '1.2.3',
    metrics: { token: null, read: async () => ({ text: '', contentType: 'text/plain' }) },
    rateLimits: true,
    clock,
    log: silentLog(),
    ...changes,
  });

  const look = testDatabase.connect();
  const outside = {
    accounts: fromOutside(accounts),
    actions: fromOutside(actions),
    conversations: fromOutside(conversations),
    usage: fromOutside(usage),
  };

  /** A workspace with a signed-in owner, and the key of its AI agent. */
  async function workspace(email: string) {
    const owner = await addWorkspace(outside.accounts, { ...parts, database: look }, email);
    const [aiAgent] = await outside.accounts.aiAgents.list(owner.workspaceId);
    if (aiAgent === undefined) throw new Error('no AI agent');
    return { ...owner, aiAgent, browser: createBrowser(app, { session: owner.token }) };
  }

  return {
    app,
    ai,
    /** Mail that would have gone out. */
    mails,
    notifications,
    /** The requests of actions that would have gone out. */
    sent,
    /** What they are answered with, from now on. */
    answers(json: unknown) {
      answered = json;
    },
    ...outside,
    database: look,
    clock,
    workspace,
    browser: (options?: Parameters<typeof createBrowser>[1]) => createBrowser(app, options),
    widget: (key: string, origin?: string) => createWidget(app, { key, origin }),
    async drop() {
      await testDatabase.drop();
      await rm(screens, { recursive: true, force: true });
    },
  };
}

const answeringModel: EngineTest = {
  ok: true,
  firstTextMs: 210,
  totalMs: 350,
  said: 'Hello!',
  logprobs: false,
  fault: null,
};

const exampleDocument = {
  kind: 'example' as const,
  name: 'lamps.md',
  bytes: new TextEncoder().encode('# Lamps\n\nThe lamp shines for ten hours.'),
};

async function builtScreens(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'baton-screens-'));
  await mkdir(join(root, 'inbox', 'assets'), { recursive: true });
  await mkdir(join(root, 'widget', 'words'), { recursive: true });
  await Promise.all([
    writeFile(join(root, 'secret.txt'), 'not for the web'),
    writeFile(join(root, 'inbox', 'index.html'), '<!doctype html><title>Inbox</title>'),
    writeFile(join(root, 'inbox', 'favicon.svg'), '<svg/>'),
    writeFile(join(root, 'inbox', 'assets', 'app-1a2b.js'), `// ${'inbox '.repeat(400)}`),
    writeFile(join(root, 'widget', 'widget.js'), '(()=>{})()'),
    writeFile(join(root, 'widget', 'words', 'de.json'), '{"send":"Senden"}'),
    writeFile(
      join(root, 'widget', 'demo.html'),
      '<!doctype html><script>let key="%WIDGET_KEY%"</script>',
    ),
  ]);
  return root;
}
