/** The language model that the environment names: all of it, or words for what is missing. */
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

test('without any, the embedded engine writes', () => {
  expect(loadConfig({}).model).toBeNull();
});

test('a server on this machine needs an address and a name, and no key', () => {
  const set = {
    BATON_MODEL_PROVIDER: 'compatible',
    BATON_MODEL: 'qwen3:4b',
    BATON_MODEL_URL: 'http://localhost:11434/v1/',
  };
  expect(loadConfig(set).model).toEqual({
    kind: 'compatible',
    model: 'qwen3:4b',
    url: 'http://localhost:11434/v1',
    key: null,
  });
});

test('a provider needs a name and a key, and knows its own address', () => {
  const set = { BATON_MODEL_PROVIDER: 'openai', BATON_MODEL: 'm', BATON_MODEL_KEY: 'sk-1' };
  expect(loadConfig(set).model).toEqual({ kind: 'openai', model: 'm', url: null, key: 'sk-1' });
});

test.each([
  [{ BATON_MODEL: 'm' }, 'BATON_MODEL_PROVIDER must be set too, as BATON_MODEL is'],
  [{ BATON_MODEL_KEY: 'sk-1' }, 'BATON_MODEL_PROVIDER must be set too, as BATON_MODEL_KEY is'],
  [{ BATON_MODEL_PROVIDER: 'openai' }, 'BATON_MODEL must be set too'],
  [
    { BATON_MODEL_PROVIDER: 'anthropic', BATON_MODEL: 'm' },
    'BATON_MODEL_KEY must be set too, as BATON_MODEL_PROVIDER is anthropic',
  ],
  [
    { BATON_MODEL_PROVIDER: 'compatible', BATON_MODEL: 'm' },
    'BATON_MODEL_URL must be set too, as BATON_MODEL_PROVIDER is compatible',
  ],
  [
    { BATON_MODEL_PROVIDER: 'compatible', BATON_MODEL: 'm', BATON_MODEL_URL: 'http://u:p@host' },
    'BATON_MODEL_URL must not hold a password',
  ],
  [{ BATON_MODEL_PROVIDER: 'ollama' }, 'must be one of openai, anthropic, compatible'],
  [
    { BATON_MODEL_PROVIDER: 'compatible', BATON_MODEL: 'm', BATON_MODEL_URL: 'http://host:99999' },
    'must be the address before /chat/completions',
  ],
  [{ BATON_MODEL_URL: 'localhost:11434' }, 'must be the address before /chat/completions'],
])('%o is told', (env, words) => {
  expect(() => loadConfig(env)).toThrow(ConfigError);
  expect(() => loadConfig(env)).toThrow(words);
});

test('all that a provider lacks is told at once', () => {
  const load = () => loadConfig({ BATON_MODEL_PROVIDER: 'anthropic' });
  expect(load).toThrow(/BATON_MODEL must[^]*BATON_MODEL_KEY must/);
});
