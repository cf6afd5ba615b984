/**
 * A model whose every call has money set aside before it begins and is settled exactly once,
 * however it ends: to the end, by an error, by an abort, or because nobody listened any longer.
 */
import type { LanguageModel } from './language-model.ts';
import type { Meter } from './meter.ts';

export interface MeteredScope {
  workspaceId: string;
  aiAgentId: string;
  conversationId: string | null;
}

export function metered(_model: LanguageModel, _meter: Meter, _scope: MeteredScope): LanguageModel {
  throw new Error('Not built yet.');
}
