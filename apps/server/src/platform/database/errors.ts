/**
 * The few database errors that callers tell apart. Everything else is a surprise.
 */
import pg from 'pg';

/**
 * The database could not be reached, or left in the middle. Nothing is wrong with the request:
 * the same one may be sent again, if it can be repeated safely.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** True when the connection broke during COMMIT: the work may be done, or may not. */
  readonly outcomeUnknown: boolean;

  constructor(cause: unknown, { outcomeUnknown = false }: { outcomeUnknown?: boolean } = {}) {
    const reason = reasonOf(cause);
    super(`The database is not available${reason === '' ? '' : `: ${reason}`}`, { cause });
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** A row with this key is there already. With a name, only for that constraint or index. */
export function isUniqueViolation(error: unknown, constraintName?: string): boolean {
  return (
    sqlState(error) === '23505' &&
    (constraintName === undefined ||
      (error as { constraint?: string }).constraint === constraintName)
  );
}

/** A row that this one points to is not there (any more). */
export function isForeignKeyViolation(error: unknown, constraintName?: string): boolean {
  return (
    sqlState(error) === '23503' &&
    (constraintName === undefined ||
      (error as { constraint?: string }).constraint === constraintName)
  );
}

/** Two transactions got in each other's way; running this one again is the cure. */
export function isSerializationFailure(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** Turns the many faces of a lost connection into one; leaves every other error as it is. */
export function asDatabaseError(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  return isConnectionLoss(error) ? new DatabaseUnavailable(error) : error;
}

function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) return connectionLossStates.has(error.code ?? '');
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && connectionLossCodes.has(code)) return true;
  return connectionLossMessages.some((message) => error.message.includes(message));
}

/** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const connectionLossStates = new Set([
  '08000', // connection_exception
  '08001',
  '08003',
  '08004',
  '08006',
  '25P03', // idle_in_transaction_session_timeout: the server hung up
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting up or stopping
  '57P05', // idle_session_timeout
]);

const connectionLossCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOENT', // the unix socket is gone
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

/** Errors of the driver and its pool that carry no code. */
const connectionLossMessages = [
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Connection ended unexpectedly',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'the database system is',
];

function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** An AggregateError (every address of "localhost" refused) has no message of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message : '';
}
