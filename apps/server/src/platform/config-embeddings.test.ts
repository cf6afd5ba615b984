import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

test('without a server of its own, the built-in model finds passages', () => {
  expect(loadConfig({}).embeddings).toBeNull();
});

test('an embeddings server is its address and model, and a key where it asks for one', () => {
  const set = { BATON_EMBEDDINGS_URL: 'http://ollama:11434/v1/', BATON_EMBEDDINGS_MODEL: 'bge' };
  expect(loadConfig(set).embeddings).toEqual({
    url: 'http://ollama:11434/v1',
    model: 'bge',
    key: null,
  });
});

test.each([
  [{ BATON_EMBEDDINGS_URL: 'http://ollama/v1' }, 'BATON_EMBEDDINGS_MODEL must be set too'],
  [{ BATON_EMBEDDINGS_MODEL: 'bge' }, 'BATON_EMBEDDINGS_URL must be set too'],
])('one without the other is told: %o', (env, words) => {
  expect(() => loadConfig(env)).toThrow(ConfigError);
  expect(() => loadConfig(env)).toThrow(words);
});
