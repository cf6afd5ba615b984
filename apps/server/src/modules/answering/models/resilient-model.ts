/**
 * A call that survives what passes by itself: retries before the first word, the lessons of
 * quirks.ts, and the circuit that is shared by all who use the same access. After the first word
 * nothing is tried again, because nobody can take words back.
 */
import type { Log } from '../../../platform/log.ts';
import { attempt, type AttemptTools } from './attempt.ts';
import {
  afterFailure,
  afterNothing,
  type Circuit,
  type CircuitLimits,
  closedCircuit,
  enter,
} from './circuit.ts';
import { wordsFor } from './fault-words.ts';
import {
  type LanguageModel,
  type ModelAccess,
  ModelError,
  type TokenUsage,
  type WritePart,
  type WriteRequest,
} from './language-model.ts';
import { lessonOf, NO_QUIRKS, type Quirks, THINKING_TOKENS } from './quirks.ts';
import { pauseBefore, type RetryLimits } from './retries.ts';
import { pause } from './time-limits.ts';

export interface ModelTools extends AttemptTools {
  retry: RetryLimits;
  circuit: CircuitLimits;
  /** 0..1 */
  chance: () => number;
  log: Log;
}

/** What is known about the server behind an access, by everybody who writes with it. */
export interface Acquaintance {
  quirks: Quirks;
  circuit: Circuit;
}

export const stranger = (): Acquaintance => ({ quirks: NO_QUIRKS, circuit: closedCircuit });

/** Says that the provider is down, or wants to be left alone. Others say that it is up. */
const DOWN = new Set(['rate_limited', 'overloaded', 'timeout', 'unreachable', 'broken_stream']);
const SAYS_NOTHING = new Set(['stopped', 'private_address']);

export function resilientModel(
  tools: ModelTools,
  access: ModelAccess,
  known: Acquaintance,
): LanguageModel {
  const id = `${access.kind}:${access.model}`;
  const at = (): number => tools.now().getTime();

  /** Counts what the call says about the provider; `null`: it worked. */
  function record(error: ModelError | null): void {
    const before = known.circuit.is;
    if (error !== null && SAYS_NOTHING.has(error.code)) {
      known.circuit = afterNothing(known.circuit, at());
    } else if (error !== null && DOWN.has(error.code)) {
      known.circuit = afterFailure(known.circuit, at(), tools.circuit, error.retryAfterMs);
    } else known.circuit = closedCircuit;
    if (known.circuit.is === 'open' && before === 'closed') {
      tools.log.warn({ model: id, code: error?.code }, 'the model is left alone for a while');
    }
  }

  async function* write(request: WriteRequest): AsyncGenerator<WritePart, void, undefined> {
    const entry = enter(known.circuit, at(), tools.circuit);
    if (!entry.may) {
      throw new ModelError('circuit_open', wordsFor('circuit_open', access, null, null), {
        retryAfterMs: entry.waitMs,
      });
    }
    known.circuit = entry.circuit;
    let recorded = false;
    const outcome = (error: ModelError | null): void => {
      if (!recorded) record(error);
      recorded = true;
    };
    let begun = false;
    try {
      for await (const part of patiently(tools, access, known, request)) {
        begun = true;
        if (part.type === 'end') outcome(null);
        yield part;
      }
    } catch (error) {
      outcome(error as ModelError);
      throw error;
    } finally {
      // Nobody listens any longer: it worked as far as it went.
      outcome(begun ? null : new ModelError('stopped', ''));
    }
  }

  return {
    id,
    get thinkingTokens() {
      return known.quirks.thinks ? THINKING_TOKENS : 0;
    },
    write,
  };
}

/** Attempts until one gives its first word. @throws ModelError */
export async function* patiently(
  tools: ModelTools,
  access: ModelAccess,
  known: Pick<Acquaintance, 'quirks'>,
  request: WriteRequest,
): AsyncGenerator<WritePart, void, undefined> {
  const deadline = performance.now() + tools.limits.totalMs;
  let lost: TokenUsage | null = null;
  for (let retries = 0; ; ) {
    let given = false;
    const quirks = known.quirks;
    const learn = (lesson: Partial<Quirks>): void => {
      known.quirks = { ...known.quirks, ...lesson };
    };
    try {
      for await (const part of attempt(tools, access, request, quirks, deadline, learn)) {
        if (part.type === 'text') given = true;
        else if (!given && part.finish === 'length' && known.quirks.thinks && !quirks.thinks) {
          // It thought until its room was used up; now it is known to need more.
          lost = sum(lost, part.usage);
          break;
        }
        if (part.type === 'end') {
          yield { ...part, usage: sum(lost, part.usage) };
          return;
        }
        yield part;
      }
    } catch (caught) {
      const error = caught as ModelError;
      const usage: TokenUsage | null = error.usage === null ? lost : sum(lost, error.usage);
      const final = new ModelError(error.code, error.message, { ...error, usage });
      if (given || error.code === 'stopped' || error.code === 'timeout') throw final;
      lost = usage;
      const lesson = lessonOf(error, quirks, request);
      if (lesson !== null) {
        learn(lesson);
        tools.log.info({ access: access.kind, ...lesson }, 'learnt what a model does not take');
        continue;
      }
      const wait = pauseBefore(retries, error, tools.retry, tools.chance());
      if (wait === null || performance.now() + wait >= deadline) throw final;
      retries++;
      tools.log.info({ code: error.code, status: error.status, wait }, 'asking the model again');
      await pause(wait, request.signal);
      if (request.signal.aborted) {
        throw new ModelError('stopped', wordsFor('stopped', access, null, null), { usage });
      }
    }
  }
}

function sum(lost: TokenUsage | null, usage: TokenUsage): TokenUsage {
  if (lost === null) return usage;
  return {
    inputTokens: lost.inputTokens + usage.inputTokens,
    outputTokens: lost.outputTokens + usage.outputTokens,
    estimated: lost.estimated || usage.estimated,
  };
}
