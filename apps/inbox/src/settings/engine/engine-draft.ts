/**
 * The engine as it is being chosen. Every provider keeps what was typed for it while one looks at
 * another; a stored key is only ever meant for the provider and address it was entered for. Pure.
 */
import type { EngineChoice, EngineSettings, EngineView } from '@baton/protocol';
import { type ModelKind, modelKinds } from './kinds.ts';

export type ProviderFields = {
  model: string;
  /** Empty: the provider's own. */
  url: string;
  /** As typed; empty: none was. */
  key: string;
  /** The stored key goes when this is saved. */
  keyRemoved: boolean;
};

export type EngineDraft = {
  /** `environment`: the operator's default. */
  chosen: 'environment' | 'embedded' | ModelKind;
  selfCheck: boolean;
} & Record<ModelKind, ProviderFields>;

const empty: ProviderFields = { model: '', url: '', key: '', keyRemoved: false };

export function draftOf({ engine, environment }: EngineView): EngineDraft {
  const here = engine.from === 'screen' || environment === null;
  const saved = ({ model, url }: EngineSettings) => ({
    ...empty,
    model: model ?? '',
    url: url ?? '',
  });
  return {
    chosen: here ? engine.kind : 'environment',
    selfCheck: engine.selfCheck,
    ...(Object.fromEntries(
      modelKinds.map((kind) => [kind, here && engine.kind === kind ? saved(engine) : empty]),
    ) as Record<ModelKind, ProviderFields>),
  };
}

/** As it is sent; null for the operator's default, which is not chosen but gone back to. */
export function choiceOf(draft: EngineDraft): EngineChoice | null {
  if (draft.chosen === 'environment') return null;
  if (draft.chosen === 'embedded') return { kind: 'embedded' };
  const { model, url, key, keyRemoved } = draft[draft.chosen];
  return {
    kind: draft.chosen,
    model: model.trim() || null,
    url: url.trim() || null,
    selfCheck: draft.selfCheck,
    ...(key.trim() !== '' ? { key: key.trim() } : keyRemoved ? { key: null } : {}),
  };
}

export const isChanged = (draft: EngineDraft, saved: EngineView): boolean =>
  JSON.stringify(choiceOf(draft)) !== JSON.stringify(choiceOf(draftOf(saved)));

/** `stored`: there is one for just this provider and address. `elsewhere`: for another. */
export function keyState(
  kind: ModelKind,
  { url }: ProviderFields,
  { engine }: Pick<EngineView, 'engine'>,
): 'stored' | 'elsewhere' | 'none' {
  if (!engine.hasKey || engine.from === 'environment') return 'none';
  const same = engine.kind === kind && bare(engine.url ?? '') === bare(url);
  return same ? 'stored' : 'elsewhere';
}

const bare = (url: string) => url.trim().replace(/\/+$/, '');

/** What is still missing before it can be called or saved, by field, in words. */
export function missing(draft: EngineDraft, saved: EngineView): Record<string, string> {
  const { chosen } = draft;
  if (chosen === 'environment' || chosen === 'embedded') return {};
  const fields = draft[chosen];
  const found: Record<string, string> = {};
  if (fields.model.trim() === '') found['model'] = 'Name the model that should write.';
  if (chosen === 'compatible' && fields.url.trim() === '')
    found['url'] = 'Say where the server is.';
  const kept = keyState(chosen, fields, saved) === 'stored' && !fields.keyRemoved;
  if (chosen !== 'compatible' && fields.key.trim() === '' && !kept)
    found['key'] = 'This provider needs a key.';
  return found;
}
