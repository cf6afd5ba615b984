/**
 * What the command line and the test kit may use of the server: its ground (database, embedded
 * PostgreSQL, log, configuration), not its rooms.
 */
export * from './platform/index.ts';
