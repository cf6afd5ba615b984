/**
 * The process on a real database with real workers: whatever happens while the AI thinks, the
 * customer gets one answer or a person, and never both at once.
 */
import type { ConversationId } from '@baton/protocol';
import { ana, createScriptedModel } from '@baton/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJobRunner, type JobRunner } from '../../platform/jobs/index.ts';
import { newId, silentLog } from '../../platform/index.ts';
import { aReply, type Desk, openDesk, scope } from '../conversations/testing/desk.ts';
import { createEscalation, type Policy } from '../escalation/index.ts';
import type { Retrieval } from '../knowledge/index.ts';
import { answeringReactions, createAnswering } from './index.ts';
import { answersAnything, foundTracking } from './testing/bare-search.ts';

let desk: Desk;
let runner: JobRunner;
let policy: Policy | null;
let thinking: ReturnType<typeof createScriptedModel<string, Retrieval>>;

beforeEach(async () => {
  policy = answersAnything;
  thinking = createScriptedModel<string, Retrieval>([], foundTracking);
  let wake = (): void => {};
  desk = await openDesk({ reactions: answeringReactions, onCommitted: () => wake() });
  const answering = createAnswering({
    database: desk.database,
    conversations: desk.conversations,
    knowledge: { retrieve: (_scope, question) => thinking.ask(question) },
    escalation: createEscalation({
      embed: async (texts) => texts.map(() => new Float32Array(384)),
    }),
    draftTools: { quote: async ({ text }) => text, documentUrl: (id) => `/articles/${id}` },
    policyOf: async () => {
      if (policy === null) throw new Error('the policy is not one');
      return policy;
    },
    newId,
    log: silentLog(),
  });
  runner = createJobRunner({
    database: desk.database,
    handlers: answering.jobs,
    log: silentLog(),
    pollMs: 20,
    pauseMs: () => 1,
  });
  wake = () => runner.wake();
  runner.start();
});
afterEach(async () => {
  await runner.stop();
  await desk.close();
});

const types = async (id: ConversationId) => (await desk.stored(id)).events.map(({ type }) => type);

/** No job is left and the AI owes nothing. */
async function settled(id: ConversationId): Promise<void> {
  const open = () => desk.database.query('select from jobs where failed_at is null');
  await expect.poll(async () => (await open()).length).toBe(0);
  const owed = async () => (await desk.conversations.open(scope, id))?.summary.aiWorking;
  await expect.poll(owed).toBe(false);
}

test('a question is answered in the words of the documents, with its source and its decision', async () => {
  const { id } = await desk.start();
  await settled(id);
  const answer = (await desk.stored(id)).events.at(-1);
  expect(answer).toMatchObject({
    type: 'aiAnswered',
    body: 'Open the link in your email.',
    sources: [{ title: 'Where is my order?' }],
    decision: { outcome: 'answer', rule: 'confident' },
  });
  const records = await desk.database.query(
    'select record from decisions where conversation_id = $1',
    [id],
  );
  expect(records).toHaveLength(1);
});

test('an answered question gets the tags it is about, and a tag that a teammate took off stays off', async () => {
  const tag = (name: string, threshold: number) => ({
    tag: name,
    enabled: true,
    description: `About ${name}`,
    examples: [],
    threshold,
  });
  policy = { ...answersAnything, tags: [tag('delivery', 0), tag('returns', 1)] };
  const contactId = await desk.newContact();
  const { id } = await desk.start(contactId);
  await settled(id);
  const tags = async () => (await desk.conversations.open(scope, id))?.summary.tags;
  await expect.poll(tags).toEqual(['delivery']);
  await desk.ask(id, { type: 'untag', by: ana, tag: 'delivery' });
  await desk.say({ contactId, body: 'And the invoice?' });
  await settled(id);
  expect((await types(id)).filter((type) => type === 'aiAnswered')).toHaveLength(2);
  expect(await tags()).toEqual([]);
});

test('below the threshold the customer reaches a person, and the brief travels along', async () => {
  policy = { ...answersAnything, answerAt: 1 };
  const { id } = await desk.start();
  await settled(id);
  expect((await desk.stored(id)).events.at(-1)).toMatchObject({
    type: 'handedOff',
    brief: { intent: 'Where is my order?', suggestedReply: 'Open the link in your email.' },
  });
});

test('a reply that comes while the AI thinks takes control, and the AI stays silent', async () => {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  thinking.add({ says: foundTracking('late'), when: () => gate });
  const { id } = await desk.start();
  await expect.poll(() => thinking.asked.length).toBe(1);
  await desk.ask(id, aReply(ana));
  open();
  await settled(id);
  expect(await types(id)).toEqual([
    'conversationStarted',
    'customerMessageSent',
    'tookOver',
    'replied',
  ]);
});

test('two quick messages get one answer, which has read both', async () => {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  thinking.add({ says: foundTracking('first'), when: () => gate });
  const { id } = await desk.start();
  await expect.poll(() => thinking.asked.length).toBe(1);
  await desk.say({
    conversationId: id,
    contactId: (await desk.stored(id)).state.contact.id,
    body: 'It is number 7.',
  });
  open();
  await settled(id);
  expect((await types(id)).filter((type) => type === 'aiAnswered')).toHaveLength(1);
  expect(thinking.asked.at(-1)).toBe('Where is my order?\nIt is number 7.');
});

test('when the AI fails every time, a person gets the conversation', async () => {
  for (let n = 0; n < 10; n++) thinking.add({ fails: new Error('the model is down') });
  const { id } = await desk.start();
  await expect.poll(async () => (await types(id)).at(-1), { timeout: 10_000 }).toBe('handedOff');
  expect((await desk.stored(id)).events.at(-1)).toMatchObject({ reasons: ['ai_error'] });
});

test('one failure costs a moment, not the answer', async () => {
  thinking.add({ fails: new Error('a hiccup') });
  const { id } = await desk.start();
  await expect.poll(async () => (await types(id)).at(-1), { timeout: 10_000 }).toBe('aiAnswered');
});

test('an AI agent whose policy is broken hands over to a person instead of going silent', async () => {
  policy = null;
  const { id } = await desk.start();
  await settled(id);
  expect(await types(id)).toEqual(['conversationStarted', 'customerMessageSent', 'handedOff']);
  expect((await desk.stored(id)).state.standing.control.by).toBe('queue');
});

test('an old request for a person does not loop: handed back, the AI offers its help', async () => {
  policy = { ...answersAnything, answerAt: 1 };
  const { id } = await desk.start();
  await settled(id);
  await desk.ask(id, { type: 'claim', by: ana });
  await desk.ask(id, { type: 'handBack', by: ana });
  await settled(id);
  const { events } = await desk.stored(id);
  expect(events.at(-1)).toMatchObject({
    type: 'aiAnswered',
    choices: ['Talk to a person'],
    decision: { rule: 'handed_back' },
  });
  expect(events.filter(({ type }) => type === 'handedOff')).toHaveLength(1);
});

test('a question nobody answered before the hand-back is answered after it', async () => {
  policy = { ...answersAnything, answerAt: 1 };
  const { id } = await desk.start();
  await settled(id);
  policy = answersAnything;
  await desk.ask(id, { type: 'handBack', by: ana });
  await settled(id);
  expect((await desk.stored(id)).events.at(-1)).toMatchObject({
    type: 'aiAnswered',
    body: 'Open the link in your email.',
  });
});
