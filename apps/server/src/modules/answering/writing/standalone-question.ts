import type { Said } from '../core/episode.ts';
import type { LanguageModel } from '../models/language-model.ts';

/** The question so that it can be searched for without its context; null: it stands alone already. */
export function standaloneQuestion(
  _model: LanguageModel | null,
  _history: readonly Said[],
  _question: string,
  _signal: AbortSignal,
): Promise<string | null> {
  return Promise.resolve(null);
}
