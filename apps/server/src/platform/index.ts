/**
 * The ground the modules stand on: nothing in here knows what a conversation is.
 *
 *   database/           queries, transactions, LISTEN; migrations
 *   embedded-postgres/  a real PostgreSQL with nothing to install
 *   clock, ids, tokens, log, config
 */
export { type Clock, systemClock } from './clock.ts';
export * from './database/index.ts';
export * from './embedded-postgres/index.ts';
export { newId } from './ids.ts';
export { createLog, type Log, type LogLevel, silentLog } from './log.ts';
export { hashToken, newToken } from './tokens.ts';
