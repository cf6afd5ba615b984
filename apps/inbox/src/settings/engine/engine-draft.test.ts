import type { EngineView } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { choiceOf, draftOf, isChanged, keyState, missing } from './engine-draft.ts';

const saved = (engine: Partial<EngineView['engine']> = {}): EngineView => ({
  engine: {
    kind: 'openai',
    model: 'gpt-5.4-mini',
    url: null,
    hasKey: true,
    selfCheck: false,
    from: 'screen',
    ...engine,
  },
  voice: { tone: 'friendly', length: 'medium', language: 'customer', instructions: '' },
  budget: { monthly: null, currency: 'USD', inputPrice: 0, outputPrice: 0 },
  environment: null,
  warnings: [],
});

describe('an engine as it is being chosen', () => {
  it('is what is saved until something is changed', () => {
    const draft = draftOf(saved());
    expect(isChanged(draft, saved())).toBe(false);
    expect(choiceOf(draft)).toEqual({
      kind: 'openai',
      model: 'gpt-5.4-mini',
      url: null,
      selfCheck: false,
    });
  });

  it('is unchanged again after a look at another provider, even if something was typed there', () => {
    const draft = { ...draftOf(saved()), chosen: 'anthropic' as const };
    draft.anthropic = { ...draft.anthropic, model: 'claude-haiku-5-5' };
    expect(isChanged(draft, saved())).toBe(true);
    expect(isChanged({ ...draft, chosen: 'openai' }, saved())).toBe(false);
  });

  it('sends a key only when one was typed, and null only when it is to go', () => {
    const draft = draftOf(saved());
    expect(choiceOf(draft)).not.toHaveProperty('key');
    expect(choiceOf({ ...draft, openai: { ...draft.openai, key: ' sk-1 ' } })?.key).toBe('sk-1');
    expect(choiceOf({ ...draft, openai: { ...draft.openai, keyRemoved: true } })?.key).toBeNull();
  });

  it('sends nothing of a provider when the documents are quoted', () => {
    expect(choiceOf({ ...draftOf(saved()), chosen: 'embedded' })).toEqual({ kind: 'embedded' });
  });

  it('sends nothing at all for the operator’s default', () => {
    const environment = { kind: 'openai' as const, model: 'gpt-5.4-mini', url: null };
    const view = { ...saved({ from: 'environment' }), environment };
    expect(choiceOf(draftOf(view))).toBeNull();
  });

  it('quotes the documents where nothing was chosen, here or by the operator', () => {
    const view = saved({ kind: 'embedded', model: null, hasKey: false, from: 'environment' });
    expect(draftOf(view).chosen).toBe('embedded');
  });
});

describe('a stored key', () => {
  const fields = draftOf(saved()).openai;
  it('is for the provider and the address it was entered for', () => {
    expect(keyState('openai', fields, saved())).toBe('stored');
    expect(keyState('anthropic', fields, saved())).toBe('elsewhere');
    expect(keyState('openai', { ...fields, url: 'https://proxy.example/v1' }, saved())).toBe(
      'elsewhere',
    );
  });
  it('is not ours to use when it is the operator’s', () => {
    expect(keyState('openai', fields, saved({ from: 'environment' }))).toBe('none');
  });
  it('is the same address with and without a slash at its end', () => {
    const view = saved({ kind: 'compatible', url: 'http://localhost:8000/v1' });
    const typed = { ...fields, url: 'http://localhost:8000/v1/ ' };
    expect(keyState('compatible', typed, view)).toBe('stored');
  });
});

describe('what is missing', () => {
  it('is a model everywhere, an address where there is none of its own, a key where one is needed', () => {
    const none = saved({ kind: 'embedded', model: null, hasKey: false });
    const draft = draftOf(none);
    expect(Object.keys(missing({ ...draft, chosen: 'openai' }, none))).toEqual(['model', 'key']);
    expect(Object.keys(missing({ ...draft, chosen: 'compatible' }, none))).toEqual([
      'model',
      'url',
    ]);
    expect(missing(draft, none)).toEqual({});
  });
  it('is the key once the address is another', () => {
    const draft = draftOf(saved());
    expect(missing(draft, saved())).toEqual({});
    const elsewhere = { ...draft, openai: { ...draft.openai, url: 'https://proxy.example/v1' } };
    expect(missing(elsewhere, saved())).toEqual({ key: 'This provider needs a key.' });
    const removed = { ...draft, openai: { ...draft.openai, keyRemoved: true } };
    expect(missing(removed, saved())).toHaveProperty('key');
  });
});
