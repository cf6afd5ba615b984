/**
 * A support desk with an AI that can do things: real database, real workers, real requests to a
 * server on loopback. Vectors count words, so that messages are like their examples or are not.
 */
import { randomBytes } from 'node:crypto';
import type { ActionDraft, ConversationId, ConversationEvent } from '@baton/protocol';
import { expect } from 'vitest';
import { systemClock } from '../../../../platform/clock.ts';
import { newId, silentLog } from '../../../../platform/index.ts';
import { createJobRunner, type EndedAttempt } from '../../../../platform/jobs/index.ts';
import { createSafeFetch } from '../../../../platform/safe-fetch/index.ts';
import { createSecrets } from '../../../../platform/secrets/index.ts';
import { aiAgentId, openDesk, scope, workspaceId } from '../../../conversations/testing/desk.ts';
import { createEscalation, defaultPolicy, type Policy } from '../../../escalation/index.ts';
import { wordsEmbed } from '../../../escalation/testing.ts';
import { createActionClient, createServerCheck } from '../../../integrations/index.ts';
import type { Retrieval } from '../../../knowledge/index.ts';
import { answeringReactions, createAnswering } from '../../index.ts';
import { type ActionParts, createActions, type SendRequest } from '../index.ts';
import { openOtherServer } from './other-server.ts';

export type ActionDesk = Awaited<ReturnType<typeof openActionDesk>>;

const policy: Policy = {
  ...defaultPolicy(),
  sensitiveTopics: [],
  rules: {
    directRequest: { outcome: 'off', threshold: null },
    frustration: { outcome: 'off', threshold: null },
    repeatedQuestion: { outcome: 'off', threshold: null },
    smallTalk: false,
  },
};

const nothingFound = (question: string): Retrieval =>
  ({ question, passages: [], evidence: { topScore: 0 } }) as unknown as Retrieval;

const onePassage = (question: string, text: string): Retrieval =>
  ({
    question,
    passages: [
      {
        passageId: newId('psg'),
        documentId: newId('doc'),
        documentTitle: 'Orders',
        url: null,
        trail: [],
        heading: '',
        text,
        score: 0.9,
        lexical: 0.9,
        cosine: 0.9,
        matchedTerms: [],
      },
    ],
    evidence: { topScore: 0.9 },
  }) as unknown as Retrieval;

export async function openActionDesk(
  changes: Partial<ActionParts> = {},
  { ended = () => {} }: { ended?: (attempt: EndedAttempt) => void } = {},
) {
  const other = await openOtherServer();
  let wake = (): void => {};
  const desk = await openDesk({ reactions: answeringReactions, onCommitted: () => wake() });
  const { database, conversations } = desk;
  const web = createSafeFetch({ userAgent: 'Baton test', mayConnect: () => true });
  let found: (question: string) => Retrieval = nothingFound;
  const client = createActionClient(web);
  let send = client;
  const parts: ActionParts = {
    database,
    secrets: createSecrets([randomBytes(32)]),
    conversations,
    send: (request) => send(request),
    refuses: createServerCheck(web),
    clock: systemClock,
    newId,
    log: silentLog(),
    pause: async () => {},
    ...changes,
  };
  const actions = createActions(parts);
  const answering = createAnswering({
    database,
    conversations,
    knowledge: { retrieve: async (_scope, question) => found(question) },
    escalation: createEscalation({ embed: wordsEmbed }),
    draftTools: { quote: async ({ text }) => text, documentUrl: (id) => `/articles/${id}` },
    actionsAt: actions.at,
    policyOf: async () => policy,
    newId,
    log: silentLog(),
  });
  const runner = createJobRunner({
    database,
    handlers: { ...answering.jobs, ...actions.jobs },
    log: silentLog(),
    pollMs: 20,
    pauseMs: () => 1,
    ended,
  });
  wake = () => runner.wake();

  return {
    ...desk,
    actions,
    other,
    runner,
    /** The documents hold this one passage, and it is found for every question. */
    documentsSay(text: string | null) {
      found = text === null ? nothingFound : (question) => onePassage(question, text);
    },
    /** Stands between the AI and the other server until `letThrough`. */
    intercept(around: (client: SendRequest) => SendRequest) {
      send = around(client);
    },
    letThrough() {
      send = client;
    },
    /** An action at the other server: its path instead of the shop's. */
    async define(draft: ActionDraft) {
      const url = draft.url.replace('https://api.shop.example', other.url);
      const added = await actions.add(workspaceId, aiAgentId, { ...draft, url });
      if ('kind' in added) throw new Error(JSON.stringify(added));
      return added;
    },
    async runs(conversationId: ConversationId) {
      const found = await actions.runs(workspaceId, { conversationId }, { page: null, limit: 50 });
      if ('kind' in found) throw new Error(found.detail);
      return found.runs;
    },
    async events(id: ConversationId): Promise<ConversationEvent[]> {
      return (await desk.stored(id)).events;
    },
    /** The AI owes nothing, and nothing is left to be done now. */
    async settled(id: ConversationId): Promise<void> {
      const due = () =>
        database.query('select from jobs where failed_at is null and run_at <= now()');
      await expect
        .poll(async () => (await due()).length, { timeout: 20_000, interval: 20 })
        .toBe(0);
      const owed = async () => (await conversations.open(scope, id))?.summary.aiWorking;
      await expect.poll(owed, { timeout: 20_000, interval: 20 }).toBe(false);
    },
    async close() {
      await runner.stop();
      await web.close();
      await other.close();
      await desk.close();
    },
  };
}
