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
import { parseMailFrom, parseSmtpUrl } from './parse-mail-settings.ts';
import { parseSecretKey } from './secrets/parse-secret-key.ts';

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

/** What a parser makes of a text; null: it is told with these words. */
const parsed = <Value>(parse: (text: string) => Value | null, words: string) =>
  z
    .string()
    .transform((text, context) => {
      const value = parse(text);
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message: words });
      return z.NEVER;
    })
    .nullable()
    .default(null);

const secretKey = parsed(
  parseSecretKey,
  'must be 32 random bytes in base64 or hex, such as `openssl rand -base64 32` prints',
);

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
  /** A Redis or Valkey that carries what several servers say to each other. */
  BATON_FANOUT_URL: url(
    ['redis:', 'rediss:'],
    'must look like redis://user:password@host:6379, or rediss:// with TLS',
  )
    .nullable()
    .default(null),
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
  /** Passages of one AI agent from which on pgvector, where it is, keeps and searches their vectors. */
  BATON_PGVECTOR_FROM: wholeNumber(0, 1_000_000_000).default(50_000),
  /** "off" answers in a sixth of the time, and knows less well what answers; see docs/decisions/reader.md. */
  BATON_READER: oneOf(['on', 'off'])
    .default('on')
    .transform((word) => word === 'on'),
  /** Seals the keys and secrets stored in the database. Unset: `secret.key` in the data folder. */
  BATON_SECRET_KEY: secretKey,
  /** The one before, until the next start has sealed everything anew. */
  BATON_SECRET_KEY_PREVIOUS: secretKey,
  /** The language model of AI agents for which none was chosen in the screen. */
  BATON_MODEL_PROVIDER: oneOf(['openai', 'anthropic', 'compatible']).nullable().default(null),
  BATON_MODEL: z.string().max(200, 'must have at most 200 characters').nullable().default(null),
  BATON_MODEL_URL: url(
    ['https:', 'http:'],
    'must be the address before /chat/completions, such as http://localhost:11434/v1',
  )
    .transform((text) => text.replace(/\/+$/, ''))
    .nullable()
    .default(null),
  BATON_MODEL_KEY: z.string().nullable().default(null),
  /** "off" refuses model addresses on private networks that are typed in the screen. */
  BATON_PRIVATE_MODELS: oneOf(['on', 'off'])
    .default('on')
    .transform((word) => word === 'on'),
  /** Seconds that a model may take for an answer; a model on a slow CPU needs more. */
  BATON_MODEL_PATIENCE: wholeNumber(10, 600).default(60),
  /** The mail server by which teammates are told of customers who wait. */
  BATON_SMTP_URL: parsed(
    parseSmtpUrl,
    'must look like smtp://user:password@mail.example.com:587, or smtps:// with TLS from the start',
  ),
  /** Who mails come from. */
  BATON_MAIL_FROM: parsed(parseMailFrom, 'must be an address, such as Baton <support@example.com>'),
  /** Opens /metrics, to whoever sends it as a bearer token. */
  BATON_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'must have 16 to 200 characters, none of them a space')
    .nullable()
    .default(null),
  /** Between "send me no more" and the end: as long as a balancer takes to hear of it. */
  BATON_DRAIN_SECONDS: wholeNumber(0, 300).default(0),
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

/** The settings, checked each by itself. */
type Env = z.output<z.ZodObject<typeof variables>>;

/** Null: the embedded engine writes. */
function model(env: Env) {
  if (env.BATON_MODEL_PROVIDER === null || env.BATON_MODEL === null) return null;
  return {
    kind: env.BATON_MODEL_PROVIDER,
    model: env.BATON_MODEL,
    url: env.BATON_MODEL_URL,
    key: env.BATON_MODEL_KEY,
  };
}

/** What a language model needs, and lacks. */
function missingOfModel(env: Env): [setting: string, words: string][] {
  const { BATON_MODEL_PROVIDER: provider, BATON_MODEL_URL: address } = env;
  const given = (['BATON_MODEL', 'BATON_MODEL_URL', 'BATON_MODEL_KEY'] as const).find(
    (name) => env[name] !== null,
  );
  if (provider === null)
    return given === undefined ? [] : [['BATON_MODEL_PROVIDER', `must be set too, as ${given} is`]];
  const missing: [string, string][] = [];
  const because = `as BATON_MODEL_PROVIDER is ${provider}`;
  if (env.BATON_MODEL === null) missing.push(['BATON_MODEL', `must be set too, ${because}`]);
  if (provider === 'compatible' && address === null)
    missing.push(['BATON_MODEL_URL', `must be set too, ${because}`]);
  if (provider !== 'compatible' && env.BATON_MODEL_KEY === null)
    missing.push(['BATON_MODEL_KEY', `must be set too, ${because}`]);
  if (holdsPassword(address))
    missing.push(['BATON_MODEL_URL', 'must not hold a password; BATON_MODEL_KEY is for the key']);
  return missing;
}

/** Null: no mail is sent. */
function mail(env: Env) {
  if (env.BATON_SMTP_URL === null || env.BATON_MAIL_FROM === null) return null;
  return { ...env.BATON_SMTP_URL, from: env.BATON_MAIL_FROM };
}

/** What mails need, and lack. */
function missingOfMail(env: Env): [setting: string, words: string][] {
  const { BATON_SMTP_URL: server, BATON_MAIL_FROM: from, BATON_PUBLIC_URL: publicUrl } = env;
  const missing: [string, string][] = [];
  if (server === null && from !== null)
    missing.push(['BATON_SMTP_URL', 'must be set too, as BATON_MAIL_FROM is']);
  if (server !== null && from === null)
    missing.push(['BATON_MAIL_FROM', 'must be set too, as BATON_SMTP_URL is']);
  if (server !== null && publicUrl === null)
    missing.push(['BATON_PUBLIC_URL', 'must be set too, as BATON_SMTP_URL is: links lead there']);
  return missing;
}

/** An address that is none has been told of already. */
function holdsPassword(address: string | null): boolean {
  if (address === null || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

const together = z.object(variables).superRefine((env, context) => {
  for (const [setting, message] of [...missingOfModel(env), ...missingOfMail(env)])
    context.addIssue({ code: 'custom', path: [setting], message });
  if ((env.BATON_EMBEDDINGS_URL === null) === (env.BATON_EMBEDDINGS_MODEL === null)) return;
  const [missing, given] = env.BATON_EMBEDDINGS_URL === null ? ['URL', 'MODEL'] : ['MODEL', 'URL'];
  context.addIssue({
    code: 'custom',
    path: [`BATON_EMBEDDINGS_${missing}`],
    message: `must be set too, as BATON_EMBEDDINGS_${given} is`,
  });
});

const schema = together.transform((env) => ({
  port: env.PORT,
  host: env.HOST,
  /** The data folder, an absolute path. */
  dataDir: env.BATON_DATA,
  /** Null: the embedded PostgreSQL in the data folder. */
  databaseUrl: env.DATABASE_URL,
  /** Connections that this process may use for queries. */
  poolSize: env.BATON_DATABASE_POOL,
  /** Null: servers talk to each other through the database alone. */
  fanOutUrl: env.BATON_FANOUT_URL,
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
  /** Passages of one AI agent whose vectors this process keeps, where the database could do it. */
  mostVectorsInMemory: env.BATON_PGVECTOR_FROM,
  /** Whether the model that reads what was found runs. */
  reader: env.BATON_READER,
  /** 32 bytes; null: the data folder's own. */
  secretKey: env.BATON_SECRET_KEY,
  secretKeyPrevious: env.BATON_SECRET_KEY_PREVIOUS,
  /** What AI agents write with unless told otherwise, with its key in the clear. */
  model: model(env),
  /** Whether a model's address that was typed in the screen may be a private one. */
  privateModels: env.BATON_PRIVATE_MODELS,
  /** How long a model may take for one answer. */
  modelPatienceMs: env.BATON_MODEL_PATIENCE * 1_000,
  /** Null: no mail is sent. */
  mail: mail(env),
  /** Null: nobody may read /metrics. */
  metricsToken: env.BATON_METRICS_TOKEN,
  /** How long a server that was told to stop goes on as if nothing were, but for /readyz. */
  drainMs: env.BATON_DRAIN_SECONDS * 1_000,
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
