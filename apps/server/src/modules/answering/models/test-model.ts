/**
 * Tries a connection: one short call, as it is, so that whoever set it up sees the exact answer or
 * the exact error. What it teaches about the server holds for the calls that follow.
 */
import type { EngineTest } from '@baton/protocol';
import { closedCircuit } from './circuit.ts';
import type { ModelAccess, ModelError } from './language-model.ts';
import { type Acquaintance, type ModelTools, patiently } from './resilient-model.ts';

const SYSTEM = 'Somebody tries whether you can be reached. Answer with a few friendly words.';
const QUESTION = 'Hello, are you there?';
/** Room enough for a model that thinks first. */
const MOST_TOKENS = 200;
const MOST_SAID = 200;

export async function testModel(
  tools: ModelTools,
  access: ModelAccess,
  known: Acquaintance,
  signal: AbortSignal,
): Promise<EngineTest> {
  const { startsThinking } = known.quirks;
  const test = await tryOnce(tools, access, known, signal);
  // Its thoughts were taken for its answer; how to tell them apart is known by now.
  const learnt = !test.ok && known.quirks.startsThinking && !startsThinking;
  return learnt ? tryOnce(tools, access, known, signal) : test;
}

async function tryOnce(
  tools: ModelTools,
  access: ModelAccess,
  known: Acquaintance,
  signal: AbortSignal,
): Promise<EngineTest> {
  const began = performance.now();
  const elapsed = (): number => Math.round(performance.now() - began);
  let said = '';
  let firstTextMs: number | null = null;
  let logprobs = false;
  try {
    const parts = patiently({ ...tools, retry: { ...tools.retry, most: 0 } }, access, known, {
      purpose: 'test',
      system: SYSTEM,
      messages: [{ role: 'user', text: QUESTION }],
      maxOutputTokens: MOST_TOKENS,
      temperature: 0,
      logprobs: true,
      signal,
    });
    for await (const part of parts) {
      if (part.type === 'end') logprobs = part.logprob !== null;
      else {
        firstTextMs ??= elapsed();
        said += part.text;
      }
    }
    known.circuit = closedCircuit;
    const shown = said.trim().slice(0, MOST_SAID);
    return { ok: true, firstTextMs, totalMs: elapsed(), said: shown, logprobs, fault: null };
  } catch (error) {
    const { code, message, detail, status } = error as ModelError;
    const fault = { code, words: message, detail, status };
    return { ok: false, firstTextMs, totalMs: elapsed(), said: null, logprobs, fault };
  }
}
