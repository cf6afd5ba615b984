// What is tried with a real model, each with what must hold whatever the model says.

import { randomUUID } from 'node:crypto';
import type {
  AssistFrame,
  ConversationEvent,
  DecisionView,
  EngineTest,
  Generation,
} from '@baton/protocol';
import { CustomerApi, type TeammateApi } from '../chaos/api.ts';
import { pause } from '../support/random.ts';
import type { ModelEndpoint } from './model-endpoint.ts';
import { listenAsCustomer } from './listen.ts';

export interface Stage {
  api: TeammateApi;
  base: string;
  aiAgentId: string;
  widgetKey: string;
  endpoint: ModelEndpoint;
  say: (text: string) => void;
  /** What models wrote, for the sum at the end. */
  generations: Generation[];
}

/** Throws where what must hold does not. */
type Journey = (stage: Stage) => Promise<void>;

/** A slow CPU, and others before us in its queue. */
const PATIENCE_MS = 660_000;

const questions = [
  'How do I reset my lamp?',
  'How long is the warranty?',
  'What does delivery cost, and when is it free?',
  'Can I send a lamp back?',
  'How do I pair a remote control?',
  'May I clean the base with water?',
  'Are batteries covered too?',
  'When do I get my money back?',
  'Do you sell cars?',
];

export const journeys: Record<string, Journey> = {
  'the connection test shows what the model says, and how fast': async (stage) => {
    const path = `/api/ai-agents/${stage.aiAgentId}/engine/test`;
    const test = JSON.parse(await patiently(stage, path, {})) as EngineTest;
    must(test.ok, `the test failed: ${test.fault?.code} ${test.fault?.detail}`);
    stage.say(`    first text after ${test.firstTextMs} ms: ${JSON.stringify(test.said)}`);
  },

  'questions end in an answer that was checked, or with a person': async (stage) => {
    for (const question of questions) {
      const { end, previews } = await asked(stage, question);
      const generation = await generationOf(stage, end);
      stage.say(
        `    ${question} → ${end.type}, ${previews.length} previews, ${summed(generation)}`,
      );
      if (generation === null) continue;
      stage.generations.push(generation);
      // After a failure the documents are quoted, which may well say what the model was not let say.
      const said = 'body' in end && generation.fault === null ? [end.body] : [];
      for (const text of [...said, ...previews])
        for (const gone of removedIn(generation, text))
          must(false, `an unsupported sentence was said: ${gone}`);
    }
  },

  'a person who steps in ends the writing, and the model is let go': async (stage) => {
    const before = stage.endpoint.counts.calls;
    const customer = await newCustomer(stage);
    const { conversation } = (await customer.send(randomUUID(), 'How do I clean the lamp?'))
      .snapshot;
    await until(() => stage.endpoint.counts.calls > before, 'the model was not asked');
    await stage.api.post(`/api/conversations/${conversation.id}/take-over`);
    await until(() => stage.endpoint.counts.hungUp > 0, 'the model was left writing');
    await pause(3_000);
    const events = await eventsOf(stage, conversation.id);
    must(!events.some(({ type }) => type === 'aiAnswered'), 'the AI spoke after the takeover');
  },

  'three customers at once all get an end': async (stage) => {
    const ends = await Promise.all(
      ['How do I pair a remote?', 'What does delivery cost?', 'Can I return a lamp?'].map(
        (question) => asked(stage, question),
      ),
    );
    stage.say(`    ${ends.map(({ end }) => end.type).join(', ')}`);
  },

  'a teammate gets a suggestion, a rewrite and a summary': async (stage) => {
    const customer = await newCustomer(stage);
    const { conversation } = (
      await customer.send(randomUUID(), 'Can I talk to a person about my warranty?')
    ).snapshot;
    await until(
      async () => (await eventsOf(stage, conversation.id)).at(-1)?.type !== 'customerMessageSent',
      'no handoff',
    );
    const wanted = [
      { kind: 'reply' },
      { kind: 'summary' },
      { kind: 'rewrite', how: 'shorter', text: 'I am very sorry, the warranty is two years long.' },
    ];
    for (const request of wanted) {
      const frames = await drafted(stage, conversation.id, request);
      const last = frames.at(-1);
      must(last?.type === 'done' || last?.type === 'failed', 'the draft has no end');
      stage.say(`    ${request.kind}: ${frames.length} frames, ${last?.type}`);
    }
  },
};

async function asked(stage: Stage, question: string) {
  const customer = await newCustomer(stage);
  const listening = await listenAsCustomer(stage.base, customer.token ?? '');
  const { conversation } = (await customer.send(randomUUID(), question)).snapshot;
  const end = await until(async () => {
    const last = (await eventsOf(stage, conversation.id)).findLast(
      ({ type }) => type === 'aiAnswered' || type === 'handedOff',
    );
    return last ?? null;
  }, `no end for: ${question}`);
  listening.close();
  return { end, previews: listening.previews };
}

async function newCustomer({ base, widgetKey }: Stage): Promise<CustomerApi> {
  const customer = new CustomerApi(base, widgetKey);
  await customer.begin();
  return customer;
}

const eventsOf = async ({ api }: Stage, id: string): Promise<ConversationEvent[]> =>
  (await api.open(id)).events;

async function generationOf({ api }: Stage, end: ConversationEvent): Promise<Generation | null> {
  if (!('decision' in end) || end.decision === null) return null;
  return (await api.get<DecisionView>(`/api/decisions/${end.decision.id}`)).generation;
}

/** Sentences that were removed and are there all the same, other than as a part of one that was kept. */
function removedIn({ sentences }: Generation, text: string): string[] {
  let rest = text;
  for (const { text: kept, removed } of sentences) if (!removed) rest = rest.replaceAll(kept, ' ');
  return sentences
    .filter((each) => each.removed && rest.includes(each.text))
    .map((each) => each.text);
}

const summed = (generation: Generation | null): string =>
  generation === null
    ? 'no model asked'
    : generation.fault !== null
      ? `the model failed (${generation.fault})`
      : `${generation.sentences.length} sentences, ${generation.sentences.filter(({ removed }) => removed).length} removed`;

async function drafted(stage: Stage, id: string, body: object): Promise<AssistFrame[]> {
  const lines = (await patiently(stage, `/api/conversations/${id}/assist`, body)).trim();
  return lines.split('\n').map((line) => JSON.parse(line) as AssistFrame);
}

/** For answers that a slow model takes part in. */
async function patiently({ api, base }: Stage, path: string, body: object): Promise<string> {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { origin: base, cookie: api.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return response.text();
}

async function until<T>(look: () => T | Promise<T>, otherwise: string): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    must(Date.now() < deadline, `${otherwise} (waited ${PATIENCE_MS / 1_000} s)`);
    await pause(300);
  }
}

function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
