import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { type ConfigError, loadConfig } from './config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    return (error as ConfigError).problems;
  }
  return [];
}

it('needs no settings at all', () => {
  expect(loadConfig({})).toEqual({
    port: 3000,
    host: '0.0.0.0',
    dataDir: resolve('data'),
    databaseUrl: null,
    poolSize: 10,
    fanOutUrl: null,
    publicUrl: null,
    trustProxy: false,
    rateLimits: true,
    allowPrivateFetch: false,
    mostVectorsInMemory: 50_000,
    reader: true,
    embeddings: null,
    secretKey: null,
    secretKeyPrevious: null,
    model: null,
    privateModels: true,
    modelPatienceMs: 60_000,
    mail: null,
    metricsToken: null,
    drainMs: 0,
    logLevel: 'info',
  });
});

it('takes each setting, and an empty one for unset', () => {
  expect(
    loadConfig({
      PORT: '41000',
      HOST: '127.0.0.1',
      BATON_DATA: '/srv/baton',
      DATABASE_URL: '',
      BATON_DATABASE_POOL: ' 25 ',
      BATON_FANOUT_URL: 'rediss://:secret@cache.internal:6380',
      BATON_PUBLIC_URL: 'https://support.example.com/',
      BATON_TRUST_PROXY: 'on',
      BATON_RATE_LIMITS: 'off',
      BATON_ALLOW_PRIVATE_FETCH: 'on',
      BATON_PGVECTOR_FROM: '20000',
      BATON_READER: 'off',
      BATON_METRICS_TOKEN: 'sixteen-or-more-of-them',
      BATON_DRAIN_SECONDS: '5',
      LOG_LEVEL: 'warn',
      HOME: '/root',
    }),
  ).toEqual({
    port: 41000,
    host: '127.0.0.1',
    dataDir: '/srv/baton',
    databaseUrl: null,
    poolSize: 25,
    fanOutUrl: 'rediss://:secret@cache.internal:6380',
    publicUrl: 'https://support.example.com',
    trustProxy: true,
    rateLimits: false,
    allowPrivateFetch: true,
    mostVectorsInMemory: 20_000,
    reader: false,
    embeddings: null,
    secretKey: null,
    secretKeyPrevious: null,
    model: null,
    privateModels: true,
    modelPatienceMs: 60_000,
    mail: null,
    metricsToken: 'sixteen-or-more-of-them',
    drainMs: 5_000,
    logLevel: 'warn',
  });
});

it('tells every problem at once', () => {
  const problems = problemsOf({
    PORT: '70000',
    DATABASE_URL: 'mysql://localhost/baton',
    BATON_PUBLIC_URL: 'support.example.com',
    LOG_LEVEL: 'loud',
  });
  expect(new Set(problems.map((text) => text.split(' ')[0]))).toEqual(
    new Set(['BATON_PUBLIC_URL', 'DATABASE_URL', 'LOG_LEVEL', 'PORT']),
  );
  expect(problems).toContain('PORT must be a whole number from 0 to 65535');
});

it('never repeats a secret it was given', () => {
  const [problem] = problemsOf({ DATABASE_URL: 'mysql://root:hunter2@localhost/baton' });
  expect(problem).not.toContain('hunter2');
});

it('notices a misspelt setting, and leaves other programs’ variables alone', () => {
  expect(problemsOf({ BATON_PUBLIC_ULR: 'https://x.example', BATON_RELAY_TEAM: '4' })).toEqual([
    'BATON_PUBLIC_ULR is not a setting; did you mean BATON_PUBLIC_URL?',
  ]);
});

it('a metrics token that could be guessed is none', () => {
  expect(problemsOf({ BATON_METRICS_TOKEN: 'short' })).toEqual([
    'BATON_METRICS_TOKEN must have 16 to 200 characters, none of them a space',
  ]);
});
