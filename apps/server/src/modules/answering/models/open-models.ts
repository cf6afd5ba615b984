/**
 * One language model per access, made when it is first asked for. What was learnt about its server
 * (whether it is up, which parameters it refuses) is shared by everybody who writes with it.
 */
import { createHash } from 'node:crypto';
import type { EngineTest } from '@baton/protocol';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/log.ts';
import { createGuardedFetch, type GuardedFetch } from '../../../platform/safe-fetch/index.ts';
import { CIRCUIT_LIMITS, type CircuitLimits } from './circuit.ts';
import type { LanguageModel, ModelAccess } from './language-model.ts';
import { type Acquaintance, type ModelTools, resilientModel, stranger } from './resilient-model.ts';
import { RETRY_LIMITS, type RetryLimits } from './retries.ts';
import { testModel } from './test-model.ts';
import { TIME_LIMITS, type TimeLimits } from './time-limits.ts';

export interface ModelsOptions {
  /** Instead of the guarded one; whoever gives it answers for where it leads. */
  fetch?: typeof fetch;
  /** May addresses typed in the screen be private? Those of the operator (`trusted`) always may. */
  allowPrivate: boolean;
  clock: Clock;
  log: Log;
  limits?: Partial<TimeLimits>;
  retry?: Partial<RetryLimits>;
  circuit?: Partial<CircuitLimits>;
  /** 0..1, for the jitter of pauses; for tests. */
  chance?: () => number;
}

export interface Models {
  /** The same model for the same access, with the circuit that all its users share. */
  of(access: ModelAccess): LanguageModel;
  /** One short call, without retries, whatever the circuit says. Never throws. */
  test(access: ModelAccess, signal: AbortSignal): Promise<EngineTest>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** More accesses than this are in use nowhere; the one used longest ago is forgotten. */
const MOST_ACCESSES = 500;

export function openModels(options: ModelsOptions): Models {
  const networks = new Map<boolean, GuardedFetch>();
  const models = new Map<string, { model: LanguageModel; known: Acquaintance }>();

  function networkFor(access: ModelAccess): typeof fetch {
    if (options.fetch) return options.fetch;
    const allowPrivate = options.allowPrivate || access.trusted;
    const network = networks.get(allowPrivate) ?? createGuardedFetch({ allowPrivate });
    networks.set(allowPrivate, network);
    return network.fetch;
  }

  function toolsFor(access: ModelAccess): ModelTools {
    return {
      fetch: networkFor(access),
      limits: { ...TIME_LIMITS, ...options.limits },
      retry: { ...RETRY_LIMITS, ...options.retry },
      circuit: { ...CIRCUIT_LIMITS, ...options.circuit },
      chance: options.chance ?? Math.random,
      now: () => options.clock.now(),
      log: options.log,
    };
  }

  function modelFor(access: ModelAccess) {
    const key = keyOf(access);
    const known = models.get(key)?.known ?? stranger();
    const entry = models.get(key) ?? {
      model: resilientModel(toolsFor(access), { ...access }, known),
      known,
    };
    // Put at the end: the first one is always the one used longest ago.
    models.delete(key);
    models.set(key, entry);
    const [oldest] = models.keys();
    if (models.size > MOST_ACCESSES && oldest !== undefined) models.delete(oldest);
    return entry;
  }

  return {
    of: (access) => modelFor(access).model,
    test: (access, signal) => testModel(toolsFor(access), access, modelFor(access).known, signal),
    close: async () => {
      await Promise.all([...networks.values()].map((network) => network.close()));
    },
  };
}

/** Keys are not kept as keys of a map, where a dump of memory would list them. */
function keyOf({ kind, model, url, key, trusted }: ModelAccess): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, model, url, key, trusted]))
    .digest('base64');
}
