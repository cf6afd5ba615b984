/**
 * A real PostgreSQL with nothing to install: the binaries come from npm, the server runs as a
 * child process, its data lies in the data folder. See server.ts for its life.
 */
export { DataDirectoryInUse, type DataDirectoryLock, lockDataDirectory } from './data-lock.ts';
export { EmbeddedPostgresError, type EmbeddedPostgresProblem } from './errors.ts';
export {
  connectionUrlOfRunning,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './server.ts';
