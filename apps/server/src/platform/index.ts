/**
 * The ground the modules stand on: nothing in here knows what a conversation is.
 *
 *   backup/             everything in one file, and back
 *   database/           queries, transactions, LISTEN; migrations
 *   embedded-postgres/  a real PostgreSQL with nothing to install
 *   feed/               what open screens hear, resumable from a cursor
 *   jobs/               work for later, leased and retried
 *   secrets/            what must be read again, sealed at rest
 *   clock, ids, tokens, log, config
 */
export * from './backup/index.ts';
export { type Clock, systemClock } from './clock.ts';
export { type Config, ConfigError, loadConfig } from './config.ts';
export * from './database/index.ts';
export * from './embedded-postgres/index.ts';
export * from './feed/index.ts';
export { newId } from './ids.ts';
export * from './jobs/index.ts';
export { createLog, type Log, type LogLevel, silentLog } from './log.ts';
export * from './secrets/index.ts';
export { hashToken, newToken } from './tokens.ts';
