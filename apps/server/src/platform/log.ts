/**
 * One logger for the process: JSON lines for machines, short lines for a person at a terminal.
 *
 * What never reaches a log: passwords, tokens, cookies, keys, and what customers and teammates
 * wrote. A caller logs ids and counts; the redaction here is the net under that habit.
 */
import { type Logger, pino } from 'pino';
import { formatLine } from './log-lines.ts';

export type Log = Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const secrets = [
  'password',
  'passwordHash',
  'token',
  'secret',
  'apiKey',
  'secretKey',
  'secretKeyPrevious',
  'metricsToken',
  'access.key',
  'model.key',
  'choice.key',
  'authorization',
  'cookie',
  'url.password',
  'databaseUrl',
];
const words = ['body', 'text', 'message.body', 'messages', 'transcript'];

export interface LogOptions {
  level: LogLevel;
  /** Short coloured lines instead of JSON. Default: when standard output is a terminal. */
  pretty?: boolean;
  /** Where lines go. Default: standard output. */
  write?: (line: string) => void;
}

export function createLog({ level, pretty = process.stdout.isTTY, write }: LogOptions): Log {
  const out = write ?? ((line: string) => void process.stdout.write(line));
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [...secrets, ...words].flatMap((path) => [path, `*.${path}`, `*.*.${path}`]),
        censor: '[hidden]',
      },
      serializers: { err: describeError, error: describeError },
    },
    { write: (line: string) => out(pretty ? formatLine(line) : line) },
  );
}

/** For tests and for tools that speak in their own words. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}

/**
 * An error without the data it tripped over: PostgreSQL puts column values into `detail` and
 * `where` ("Key (email)=(…) already exists"), and those belong to people.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const { code, constraint, table } = error as {
    code?: string;
    constraint?: string;
    table?: string;
  };
  return {
    name,
    message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
    stack,
  };
}
