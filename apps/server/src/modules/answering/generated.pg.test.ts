/**
 * A language model in the process, on a real database with real workers: whatever the model does,
 * and whoever interrupts it, the customer gets one answer or a person, and nothing unchecked.
 */
import type { AnswerPreview, ConversationId } from '@baton/protocol';
import { ana } from '@baton/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFeedTail, type FeedTail } from '../../platform/feed/index.ts';
import { newId, silentLog } from '../../platform/index.ts';
import { createJobRunner, type JobRunner } from '../../platform/jobs/index.ts';
import { aReply, type Desk, openDesk, scope } from '../conversations/testing/desk.ts';
import { createEscalation, type Policy } from '../escalation/index.ts';
import { answeringReactions, createAnswering, createTurnWatch } from './index.ts';
import {
  type LanguageModel,
  type Meter,
  ModelError,
  type WritePart,
  type WriteRequest,
} from './models/index.ts';
import { answersAnything, foundTracking } from './testing/bare-search.ts';

const passage = 'Open the link in your email. Orders leave within two days.';
const written = 'Open the link in your email. [1] Orders leave within two days. [1]';
const end: WritePart = {
  type: 'end',
  finish: 'stop',
  usage: { inputTokens: 100, outputTokens: 20, estimated: false },
  logprob: null,
};

let desk: Desk;
let tail: FeedTail;
let runner: JobRunner;
let policy: Policy;
let previews: AnswerPreview[];
/** What the model does when it is asked; each call in turn, the last one again and again. */
let script: ((request: WriteRequest) => AsyncIterable<WritePart>)[];
let asked: WriteRequest[];
let meter: Meter;
let stopWatching: () => void;
let startRunner: () => JobRunner;

beforeEach(async () => {
  policy = answersAnything;
  previews = [];
  asked = [];
  script = [says(written)];
  meter = { reserve: async () => ({ settle: async () => {} }) };
  let wake = (): void => {};
  desk = await openDesk({ reactions: answeringReactions, onCommitted: () => wake() });
  tail = createFeedTail({ database: desk.database, log: silentLog(), pollMs: 50 });
  await tail.start();
  const watch = createTurnWatch(tail);
  stopWatching = watch.close;
  const escalation = createEscalation({
    embed: async (texts) => texts.map(() => new Float32Array(384)),
  });
  const model: LanguageModel = {
    id: 'test:scripted',
    write(request) {
      asked.push(request);
      const next = script.length > 1 ? script.shift() : script[0];
      return next!(request);
    },
  };
  const answering = createAnswering({
    database: desk.database,
    conversations: desk.conversations,
    knowledge: { retrieve: async (_scope, question) => foundTracking(question, passage) },
    escalation: {
      ...escalation,
      checkSentence: async (sentence) =>
        sentence.includes('refund')
          ? { score: 0.02, supported: false, why: 'says a refund; the passage does not' }
          : { score: 0.98, supported: true, why: null },
    },
    draftTools: { quote: async ({ text }) => text, documentUrl: (id) => `/articles/${id}` },
    policyOf: async () => policy,
    newId,
    log: silentLog(),
    writing: {
      engineOf: async () => ({
        engine: {
          access: { kind: 'compatible', model: 'scripted', url: null, key: null, trusted: true },
          selfCheck: false,
        },
        voice: { tone: 'friendly', length: 'medium', language: 'customer', instructions: '' },
        trouble: null,
      }),
      namesOf: async () => ({ aiAgent: 'Lumi', workspace: 'Lumen' }),
      models: { of: () => model },
      get meter() {
        return meter;
      },
    },
    watchTurn: watch.watchTurn,
    previewed: (_workspaceId, _contactId, preview) => void previews.push(preview),
  });
  startRunner = () => {
    const started = createJobRunner({
      database: desk.database,
      handlers: answering.jobs,
      log: silentLog(),
      pollMs: 20,
      pauseMs: () => 1,
    });
    wake = () => {
      started.wake();
      tail.wake();
    };
    started.start();
    return started;
  };
  runner = startRunner();
});
afterEach(async () => {
  await runner.stop({ graceMs: 0 });
  stopWatching();
  await tail.stop();
  await desk.close();
});

/** Word by word, and then whatever `then` does. */
function says(text: string, then: WritePart | Error = end) {
  return async function* (): AsyncGenerator<WritePart> {
    for (const piece of text.split(/(?<= )/)) yield { type: 'text', text: piece };
    if (then instanceof Error) throw then;
    yield then;
  };
}

/** Says so much and falls silent until it is stopped. */
function hangsAfter(text: string) {
  return async function* ({ signal }: WriteRequest): AsyncGenerator<WritePart> {
    yield { type: 'text', text };
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    throw new ModelError('stopped', 'stopped');
  };
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const events = async (id: ConversationId) => (await desk.stored(id)).events;
const types = async (id: ConversationId) => (await events(id)).map(({ type }) => type);
const shown = () => previews.findLast(({ withdrawn }) => !withdrawn)?.text ?? '';

async function settled(id: ConversationId): Promise<void> {
  const open = () => desk.database.query('select from jobs where failed_at is null');
  await expect.poll(async () => (await open()).length).toBe(0);
  await expect
    .poll(async () => (await desk.conversations.open(scope, id))?.summary.aiWorking)
    .toBe(false);
}

test('an answer grows sentence by sentence, and is then said with its sources', async () => {
  const { id } = await desk.start();
  await settled(id);
  const said = (await events(id)).at(-1);
  expect(said).toMatchObject({
    type: 'aiAnswered',
    body: 'Open the link in your email. Orders leave within two days.',
    sources: [{ title: 'Where is my order?' }],
    decision: { outcome: 'answer' },
  });
  expect(previews.map(({ text }) => text)).toEqual([
    'Open the link in your email.',
    'Open the link in your email. Orders leave within two days.',
  ]);
  const [row] = await desk.database.query<{ record: { generation: object } }>(
    'select record from decisions where conversation_id = $1',
    [id],
  );
  expect(row?.record.generation).toMatchObject({ model: 'test:scripted', fault: null });
});

test('a sentence that the documents do not carry is neither shown nor said', async () => {
  script = [says('Open the link in your email. [1] You get a full refund. [1]')];
  const { id } = await desk.start();
  await settled(id);
  const everything = JSON.stringify([...previews, ...(await events(id))]);
  expect(everything).toContain('Open the link');
  expect(everything).not.toContain('refund');
});

test('a person who steps in while the AI writes ends it at once, and it says nothing', async () => {
  script = [hangsAfter('Open the link in your email. [1] Orders')];
  const { id } = await desk.start();
  await expect.poll(shown).toBe('Open the link in your email.');
  await desk.ask(id, { type: 'takeOver', by: ana, brief: null });
  await expect.poll(() => asked.at(-1)?.signal.aborted).toBe(true);
  await expect.poll(() => previews.at(-1)).toMatchObject({ withdrawn: true, text: '' });
  await settled(id);
  expect(await types(id)).not.toContain('aiAnswered');
});

test('a reply of a teammate does the same', async () => {
  script = [hangsAfter('Open the link in your email. [1] Orders')];
  const { id } = await desk.start();
  await expect.poll(shown).toBe('Open the link in your email.');
  await desk.ask(id, aReply(ana, 'Hello, Ana here.'));
  await settled(id);
  expect((await types(id)).at(-1)).toBe('replied');
  expect(previews.at(-1)?.withdrawn).toBe(true);
});

test('a customer who writes on while the AI writes gets one answer, to both', async () => {
  script = [hangsAfter('Open the link in your email. [1] Orders'), says(written)];
  const { id, contact } = await desk.start();
  await expect.poll(shown).toBe('Open the link in your email.');
  await desk.say({ contactId: contact.id, body: 'And when does it leave?' });
  await settled(id);
  expect((await types(id)).filter((type) => type === 'aiAnswered')).toHaveLength(1);
  expect(JSON.stringify(asked.at(-1)?.messages)).toContain('And when does it leave?');
});

test('news of the turn before that comes late does not end this one', async () => {
  const elsewhere = gate();
  // The feed hands nothing out that is younger than a transaction still open, a backup for one.
  const open = desk.database.transaction(async (tx) => {
    await tx.query('select pg_current_xact_id()');
    await elsewhere.opened;
  });
  const { id, contact } = await desk.start();
  await settled(id);
  let heard = 0;
  const stopHearing = tail.subscribe((entries) => void (heard += entries.length));
  const model = gate();
  script = [
    async function* () {
      await model.opened;
      yield* says(written)();
    },
  ];
  await desk.say({ contactId: contact.id, body: 'And when does it leave?' });
  await expect.poll(() => asked.length).toBe(2);
  expect(heard).toBe(0);
  elsewhere.open();
  await open;
  await expect.poll(() => heard).toBeGreaterThanOrEqual(3);
  expect(asked.at(-1)?.signal.aborted).toBe(false);
  model.open();
  await settled(id);
  stopHearing();
  expect((await types(id)).filter((type) => type === 'aiAnswered')).toHaveLength(2);
});

test('a model that fails is replaced by the documents themselves, or by a person', async () => {
  script = [says('Open the', new ModelError('broken_stream', 'The answer broke off.'))];
  const { id } = await desk.start();
  await settled(id);
  expect((await events(id)).at(-1)).toMatchObject({
    type: 'aiAnswered',
    body: 'Open the link in your email. Orders leave within two days.',
  });
  policy = { ...policy, model: { ...policy.model, onFailure: 'handoff' } };
  const { id: other } = await desk.start(await desk.newContact());
  await settled(other);
  expect((await events(other)).at(-1)).toMatchObject({
    type: 'handedOff',
    reasons: ['ai_error'],
    decision: { rule: 'ai_failure' },
  });
});

test('with the budget spent a person takes over, and the model is not asked', async () => {
  meter = { reserve: async () => 'budget_exhausted' };
  const { id } = await desk.start();
  await settled(id);
  expect((await events(id)).at(-1)).toMatchObject({
    type: 'handedOff',
    reasons: ['budget_exhausted'],
  });
  expect(asked).toHaveLength(0);
});

test('a model that says the documents do not answer leads to a person, and nothing was shown', async () => {
  policy = { ...policy, answerAt: 0.3, gapBelow: 0 };
  script = [says('NO_ANSWER')];
  const { id } = await desk.start();
  await settled(id);
  expect((await types(id)).at(-1)).toBe('handedOff');
  expect(shown()).toBe('');
});

test('a model of whose answer the check leaves nothing is replaced by the documents themselves', async () => {
  script = [says('You get a full refund. [1]')];
  const { id } = await desk.start();
  await settled(id);
  expect((await events(id)).at(-1)).toMatchObject({
    type: 'aiAnswered',
    body: 'Open the link in your email. Orders leave within two days.',
  });
  const record = await desk.database.query<{ fault: string }>(
    `select record #>> '{generation,fault}' as fault from decisions where conversation_id = $1`,
    [id],
  );
  expect(record).toEqual([{ fault: 'not_carried' }]);
  expect(shown()).toBe('');
});

test('where half of it goes and the documents alone would have answered, they do', async () => {
  policy = { ...policy, answerAt: 0.01 };
  script = [says('Open the link in your email. [1] You get a full refund. [1]')];
  const { id } = await desk.start();
  await settled(id);
  const end = (await events(id)).at(-1);
  expect(end).toMatchObject({ type: 'aiAnswered', decision: { outcome: 'answer' } });
  expect(JSON.stringify(end)).not.toContain('refund');
});

test('nothing is shown where the documents alone would not have answered', async () => {
  policy = { ...policy, answerAt: 0.99, gapBelow: 0 };
  const { id } = await desk.start();
  await settled(id);
  expect(asked).toHaveLength(1);
  expect(previews).toEqual([]);
});

test('a server that stops in the middle of an answer leaves it to the next, which gives one', async () => {
  script = [hangsAfter('Open the link in your email. [1] Orders'), says(written)];
  const { id } = await desk.start();
  await expect.poll(shown).toBe('Open the link in your email.');
  await runner.stop({ graceMs: 0 });
  runner = startRunner();
  await settled(id);
  expect((await types(id)).filter((type) => type === 'aiAnswered')).toHaveLength(1);
});
