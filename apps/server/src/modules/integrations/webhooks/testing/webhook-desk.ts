/**
 * A support desk whose webhooks lead to somebody else's server, on a real database and over real
 * sockets. Called at the top of a test file: what it opens is closed after the file's tests, its
 * servers stop after each.
 */
import { randomBytes } from 'node:crypto';
import { type ConversationId, WEBHOOK_EVENTS, WebhookPayload } from '@baton/protocol';
import type { WebhookDraft, WebhookId } from '@baton/protocol';
import { ids } from '@baton/testkit';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { systemClock } from '../../../../platform/clock.ts';
import { type Database, inWorkspace } from '../../../../platform/database/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { silentLog } from '../../../../platform/log.ts';
import { createSafeFetch } from '../../../../platform/safe-fetch/index.ts';
import { createSecrets } from '../../../../platform/secrets/index.ts';
import {
  type Call,
  openOtherServer,
  type OtherServer,
} from '../../../answering/actions/testing/other-server.ts';
import { createConversations } from '../../../conversations/index.ts';
import {
  accepted,
  aiAgentId,
  furnish,
  newClientMessageId,
  scope,
  workspaceId,
} from '../../../conversations/testing/desk.ts';
import { createWebhooks, type Webhooks, type WebhooksDependencies } from '../index.ts';

export { scope, workspaceId };

export const key = randomBytes(32);

export const parsed = ({ body }: Call) => WebhookPayload.parse(JSON.parse(body));
export const typesOf = (calls: readonly Call[]) => calls.map((call) => parsed(call).type);

/** What is not told otherwise: a server's own, with little patience. */
type Changes = Partial<Omit<WebhooksDependencies, 'database'>>;

export function webhookDesk() {
  const web = createSafeFetch({ userAgent: 'test', mayConnect: () => true });
  const running: Webhooks[] = [];
  let testDatabase: TestDatabase;
  let database: Database;
  let other: OtherServer;
  let contacts = 100;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = testDatabase.connect({ poolSize: 20 });
    await furnish(database);
    other = await openOtherServer();
  });
  beforeEach(async () => {
    other.forget();
    await database.query('delete from webhooks');
    await database.query('delete from webhook_cursors');
    await database.query('delete from conversations');
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((webhooks) => webhooks.stop({ graceMs: 100 })));
  });
  afterAll(async () => {
    await other.close();
    await web.close();
    await testDatabase.drop();
  });

  const everything = (path = '/hooks'): WebhookDraft => ({
    url: `${other.url}${path}`,
    description: '',
    events: [...WEBHOOK_EVENTS],
  });

  /** One that only manages: nothing is told and nothing sent. */
  const idleServer = (changes: Changes = {}): Webhooks =>
    createWebhooks({
      secrets: createSecrets([key]),
      web,
      newId,
      log: silentLog(),
      patience: { withinMs: 1_500, leaseMs: 3_000, pollMs: 20 },
      ...changes,
      database,
    });

  const conversations = () =>
    createConversations({
      database,
      clock: systemClock,
      newId,
      reactions: () => [],
      onCommitted: () => running.forEach((webhooks) => webhooks.wake()),
    });

  return {
    get database() {
      return database;
    },
    /** For servers of their own. */
    get databaseUrl() {
      return testDatabase.url;
    },
    get other() {
      return other;
    },
    everything,
    idleServer,
    conversations,

    /** All the loops of one process. */
    aServer(changes: Changes = {}): Webhooks {
      const webhooks = idleServer(changes);
      webhooks.start();
      running.push(webhooks);
      return webhooks;
    },

    async added(webhooks: Webhooks, draft: WebhookDraft = everything()) {
      // Behind the wall between workspaces, as a request stands.
      const result = await inWorkspace(workspaceId, () => webhooks.add(workspaceId, draft));
      if ('kind' in result) throw new Error(result.detail);
      return result;
    },

    /** Somebody writes; two events. */
    async customerWrites(body = 'Where is my order?'): Promise<ConversationId> {
      contacts += 1;
      const contactId = ids.contact(contacts);
      await database.query('insert into contacts (id, workspace_id) values ($1, $2)', [
        contactId,
        workspaceId,
      ]);
      const said = await conversations().sendCustomerMessage(scope, {
        contactId,
        aiAgentId,
        conversationId: null,
        clientMessageId: newClientMessageId(),
        body,
        page: null,
      });
      return accepted(said).summary.id;
    },

    one: async (webhooks: Webhooks, id: WebhookId) =>
      (await webhooks.list(workspaceId)).find((each) => each.id === id),

    async log(webhooks: Webhooks, id: WebhookId, state: string | null = null) {
      const found = await webhooks.deliveries(workspaceId, id, { state, page: null, limit: 100 });
      if ('kind' in found) throw new Error(found.detail);
      return found.deliveries;
    },

    /** As if the time until the next try had passed. */
    timePasses: () =>
      database.transaction(async (tx) => {
        await tx.query('update webhooks set resting_until = null');
        await tx.query(
          `update webhook_deliveries set due_at = now() where state = 'waiting' and not leased`,
        );
      }),
  };
}
