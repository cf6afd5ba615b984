// A shop at work on a real database, to replay the past of: accounts, conversations, answering and
// escalation as they are, over a search that always finds the same passage.

import { randomBytes } from 'node:crypto';
import type { AiAgentId, ContactId, ConversationId, PolicyInput, Replay } from '@baton/protocol';
import { createTestClock } from '@baton/testkit';
import { createTestDatabase } from '@baton/testkit/database';
import { expect } from 'vitest';
import { createPolicyPort } from '../../../composition/policy-port.ts';
import { createPolicyReader } from '../../../composition/policy-reader.ts';
import { createReplayJudging } from '../../../composition/replay-judging.ts';
import { createSecrets, newId, silentLog, systemClock } from '../../../platform/index.ts';
import { createJobRunner, type JobRunner } from '../../../platform/jobs/index.ts';
import { createAccounts, type SignedIn } from '../../accounts/index.ts';
import { addWorkspace, granted } from '../../accounts/testing/test-accounts.ts';
import { answeringReactions, createAnswering } from '../../answering/index.ts';
import { foundTracking } from '../../answering/testing/bare-search.ts';
import { createConversations } from '../../conversations/index.ts';
import { createEscalation } from '../../escalation/index.ts';
import { wordsEmbed } from '../../escalation/testing.ts';
import { createReplays, type ReplayRefused } from '../replay/replays.ts';

/** A shop whose AI answers whatever it finds, unless a rule of the test's policy says otherwise. */
export async function openShop() {
  const testDatabase = await createTestDatabase();
  const database = testDatabase.connect();
  const nothing = () => {};
  let wake: () => void = nothing;
  const parts = {
    database,
    clock: createTestClock(),
    newId,
    policy: createPolicyPort(),
    secrets: createSecrets([randomBytes(32)]),
    defaultModel: null,
    wakeFeed: nothing,
    sessionsEnded: nothing,
  };
  const accounts = createAccounts(parts);
  const me: SignedIn = await addWorkspace(accounts, parts, 'owner@shop.example');
  const { workspaceId } = me;
  const [aiAgent] = await accounts.aiAgents.list(workspaceId);
  const aiAgentId = aiAgent?.id as AiAgentId;
  const scope = { workspaceId, aiAgentId };
  const conversations = createConversations({
    database,
    clock: systemClock,
    newId,
    reactions: answeringReactions,
    onCommitted: () => wake(),
  });
  let trouble: Error | null = null;
  const judgement = {
    knowledge: {
      retrieve: async (_scope: unknown, question: string) => {
        if (trouble !== null) throw trouble;
        return foundTracking(question);
      },
    },
    escalation: createEscalation({ embed: wordsEmbed }),
    draftTools: {
      quote: async ({ text }: { text: string }) => text,
      documentUrl: (id: string) => `/articles/${id}`,
    },
  };
  const answering = createAnswering({
    ...judgement,
    database,
    conversations,
    policyOf: createPolicyReader(accounts.aiAgents),
    newId,
    log: silentLog(),
  });
  const replays = createReplays({
    ...createReplayJudging(judgement, database),
    escalation: judgement.escalation,
    policies: accounts.policies,
    database,
    clock: systemClock,
    newId,
    log: silentLog(),
    wakeJobs: () => wake(),
  });
  const { policies } = accounts;

  /** What decides by the test's rules alone. */
  async function document(changes: object): Promise<PolicyInput> {
    const { published } = granted(await policies.get(workspaceId, aiAgentId));
    const off = { outcome: 'off', threshold: null } as const;
    return {
      ...published.document,
      answer: { mode: 'threshold', at: 0 },
      clarifyFrom: 0,
      gapBelow: 0,
      sensitiveTopics: [],
      guidelines: [],
      rules: { directRequest: off, frustration: off, repeatedQuestion: off, smallTalk: false },
      ...changes,
    };
  }
  async function draft(changes: object) {
    const standing = granted(await policies.get(workspaceId, aiAgentId));
    const revision = standing.draft?.revision ?? null;
    const saved = { document: await document(changes), revision, note: null };
    return granted(await policies.saveDraft(me, aiAgentId, saved));
  }
  const settled = () =>
    expect
      .poll(async () => database.query('select from jobs where failed_at is null'), {
        timeout: 20_000,
      })
      .toEqual([]);

  const test = {
    database,
    scope,
    replays,
    document,
    draft,
    async publish(changes: object) {
      const { draft: saved, published } = await draft(changes);
      const wanted = { revision: saved?.revision ?? 0, publishedVersion: published.version };
      granted(await policies.publish(me, aiAgentId, { ...wanted, note: null }));
    },
    /** A customer of their own asks, and the AI decides. */
    async asked(body: string): Promise<ConversationId> {
      const contactId = newId('con') as ContactId;
      await database.query('insert into contacts (id, workspace_id) values ($1, $2)', [
        contactId,
        workspaceId,
      ]);
      const sent = await conversations.sendCustomerMessage(
        { workspaceId },
        {
          contactId,
          aiAgentId,
          conversationId: null,
          clientMessageId: newId('client'),
          body,
          page: null,
        },
      );
      if (sent.kind !== 'accepted') throw new Error(JSON.stringify(sent));
      await settled();
      return sent.summary.id;
    },
    /** As many decisions as asked for, all alike, under version 2. */
    async manyDecisions(count: number) {
      const working = test.work();
      await test.publish({});
      const id = await test.asked('Where is my order?');
      await working.stop();
      await database.query(
        `insert into decisions (id, workspace_id, conversation_id, turn, outcome, record, at)
         select id || n, workspace_id, conversation_id, 1 + n, outcome, record, at
         from decisions, generate_series(1, $2) as n where conversation_id = $1`,
        [id, count - 1],
      );
    },
    async over(
      policy: Parameters<typeof replays.overHistory>[1]['policy'],
      asked: { enqueue?: boolean; since?: string; limit?: number } = {},
    ): Promise<Replay> {
      const { since = null, limit = 1_000, enqueue = true } = asked;
      return granted(
        await replays.overHistory(scope, { policy, since, limit, enqueue, askedBy: null }),
      );
    },
    refused: async (policy: Parameters<typeof replays.overHistory>[1]['policy']) =>
      (await replays.overHistory(scope, {
        policy,
        since: null,
        limit: 10,
        askedBy: null,
      })) as ReplayRefused,
    overFile: async (file: Uint8Array): Promise<Replay> => {
      const { published } = granted(await policies.get(workspaceId, aiAgentId));
      const policy = { kind: 'version', version: published.version } as const;
      return granted(await replays.overTranscripts(scope, { policy, askedBy: null, file }));
    },
    async read({ id }: Replay): Promise<Replay> {
      const replay = await replays.get(workspaceId, id);
      if (replay === null) throw new Error('the replay is gone');
      return replay;
    },
    async ended(started: Promise<Replay>): Promise<Replay> {
      const replay = await started;
      const ends = async () => (await test.read(replay)).state;
      await expect.poll(ends, { timeout: 20_000 }).toMatch(/done|failed/);
      return test.read(replay);
    },
    async changes({ id }: Replay) {
      const all = { was: null, wouldBe: null, after: 0, limit: 100 };
      return (await replays.changes(workspaceId, id, all))?.changes;
    },
    async stored(id: ConversationId) {
      const [row] = await database.query('select controller from conversations where id = $1', [
        id,
      ]);
      return row;
    },
    break: (error: Error) => {
      trouble = error;
    },
    work(): JobRunner {
      const working = createJobRunner({
        database,
        handlers: { ...answering.jobs, ...replays.jobs },
        log: silentLog(),
        pollMs: 20,
        pauseMs: () => 1,
      });
      wake = () => working.wake();
      working.start();
      return working;
    },
    drop: () => testDatabase.drop(),
  };
  return test;
}
