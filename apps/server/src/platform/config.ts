/**
 * How this installation is set up, read from the environment once, at the start.
 *
 * Every problem is told at once, in the operator's words: nobody likes to mend five variables
 * one restart at a time. A misspelt name is a problem too; ignored, it would be a setting that
 * silently does nothing.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { nearestName } from './nearest-name.ts';

const wholeNumber = (least: number, most: number) => {
  const words = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, words)
    .transform(Number)
    .pipe(z.number().min(least, words).max(most, words));
};

const url = (schemes: readonly string[], words: string) =>
  z.string().refine((text) => {
    return URL.canParse(text) && schemes.includes(new URL(text).protocol);
  }, words);

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `must be one of ${words.join(', ')}`);

/** The variables, their checks and their defaults. An empty variable counts as unset. */
const variables = {
  /** 0 picks a free port. */
  PORT: wholeNumber(0, 65_535).default(3000),
  /** Every interface: in a container nothing else is reachable. Set-up needs its own secret link. */
  HOST: z.string().default('0.0.0.0'),
  BATON_DATA: z
    .string()
    .default('./data')
    .transform((folder) => resolve(folder)),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'must look like postgres://user:password@host:5432/database',
  )
    .nullable()
    .default(null),
  BATON_DATABASE_POOL: wholeNumber(2, 500).default(10),
  BATON_PUBLIC_URL: url(
    ['https:', 'http:'],
    'must be the address people use, such as https://support.example.com',
  )
    .transform((text) => text.replace(/\/+$/, ''))
    .nullable()
    .default(null),
  /** "on" only behind a proxy of one's own, which sets X-Forwarded-For and -Proto. */
  BATON_TRUST_PROXY: oneOf(['on', 'off'])
    .default('off')
    .transform((word) => word === 'on'),
  /** "off" only for tests of load. */
  BATON_RATE_LIMITS: oneOf(['on', 'off'])
    .default('on')
    .transform((word) => word === 'on'),
  /** "on" lets websites on private addresses be read: for an intranet whose admins are all trusted. */
  BATON_ALLOW_PRIVATE_FETCH: oneOf(['on', 'off'])
    .default('off')
    .transform((word) => word === 'on'),
  /** An OpenAI-compatible server whose embeddings find passages, instead of the built-in model. */
  BATON_EMBEDDINGS_URL: url(
    ['https:', 'http:'],
    'must be the address before /embeddings, such as https://api.openai.com/v1',
  )
    .transform((text) => text.replace(/\/+$/, ''))
    .nullable()
    .default(null),
  BATON_EMBEDDINGS_MODEL: z.string().nullable().default(null),
  BATON_EMBEDDINGS_KEY: z.string().nullable().default(null),
  /** "off" answers in a sixth of the time, and knows less well what answers; see docs/decisions/reader.md. */
  BATON_READER: oneOf(['on', 'off'])
    .default('on')
    .transform((word) => word === 'on'),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

/** Null: the model that ships with Baton. */
function embeddings(
  url: string | null,
  model: string | null,
  key: string | null,
): { url: string; model: string; key: string | null } | null {
  return url === null || model === null ? null : { url, model, key };
}

const bothOrNeither = z.object(variables).superRefine((env, context) => {
  if ((env.BATON_EMBEDDINGS_URL === null) === (env.BATON_EMBEDDINGS_MODEL === null)) return;
  const [missing, given] = env.BATON_EMBEDDINGS_URL === null ? ['URL', 'MODEL'] : ['MODEL', 'URL'];
  context.addIssue({
    code: 'custom',
    path: [`BATON_EMBEDDINGS_${missing}`],
    message: `must be set too, as BATON_EMBEDDINGS_${given} is`,
  });
});

const schema = bothOrNeither.transform((env) => ({
  port: env.PORT,
  host: env.HOST,
  /** The data folder, an absolute path. */
  dataDir: env.BATON_DATA,
  /** Null: the embedded PostgreSQL in the data folder. */
  databaseUrl: env.DATABASE_URL,
  /** Connections that this process may use for queries. */
  poolSize: env.BATON_DATABASE_POOL,
  /** Where people reach this installation from outside; no slash at its end. */
  publicUrl: env.BATON_PUBLIC_URL,
  trustProxy: env.BATON_TRUST_PROXY,
  rateLimits: env.BATON_RATE_LIMITS,
  /** Whether addresses of private networks may be fetched; see platform/safe-fetch. */
  allowPrivateFetch: env.BATON_ALLOW_PRIVATE_FETCH,
  embeddings: embeddings(
    env.BATON_EMBEDDINGS_URL,
    env.BATON_EMBEDDINGS_MODEL,
    env.BATON_EMBEDDINGS_KEY,
  ),
  /** Whether the model that reads what was found runs. */
  reader: env.BATON_READER,
  logLevel: env.LOG_LEVEL,
}));

export type Config = z.output<typeof schema>;

/** The message lists every problem, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Baton's settings need a correction:\n${problems.map((text) => `  ${text}`).join('\n')}`);
    this.problems = problems;
  }
}

/** @throws ConfigError */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => {
      const text = value?.trim() ?? '';
      return text === '' ? [] : [[name, text]];
    }),
  );
  const result = schema.safeParse(set);
  const problems = [
    ...(result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`),
    ...misspelt(Object.keys(set)),
  ];
  if (result.data === undefined || problems.length > 0) throw new ConfigError(problems);
  return result.data;
}

function misspelt(names: readonly string[]): string[] {
  const known = Object.keys(variables);
  return names.flatMap((name) => {
    if (!name.startsWith('BATON') || known.includes(name)) return [];
    const meant = nearestName(name, known);
    return meant === undefined ? [] : [`${name} is not a setting; did you mean ${meant}?`];
  });
}
