/**
 * One language model per access, made when it is first asked for. What was learnt about its server
 * (whether it is up, which parameters it refuses) is shared by everybody who writes with it.
 */
import type { EngineTest } from '@baton/protocol';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/log.ts';
import type { LanguageModel, ModelAccess } from './language-model.ts';

export interface ModelsOptions {
  /** Instead of the guarded one; whoever gives it answers for where it leads. */
  fetch?: typeof fetch;
  /** May addresses typed in the screen be private? Those of the operator (`trusted`) always may. */
  allowPrivate: boolean;
  clock: Clock;
  log: Log;
}

export interface Models {
  /** The same model for the same access, with the circuit that all its users share. */
  of(access: ModelAccess): LanguageModel;
  /** One short call, without retries, whatever the circuit says. Never throws. */
  test(access: ModelAccess, signal: AbortSignal): Promise<EngineTest>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function openModels(_options: ModelsOptions): Models {
  throw new Error('Not built yet.');
}
