/** The door of the database folder: connect, migrate, and the errors worth telling apart. */
export {
  connectDatabase,
  type Database,
  type DatabaseOptions,
  type TransactionOptions,
} from './database.ts';
export {
  DatabaseUnavailable,
  isForeignKeyViolation,
  isSerializationFailure,
  isUniqueViolation,
} from './errors.ts';
export {
  type AppliedMigration,
  type Migration,
  MigrationError,
  migrate,
  missingMigrations,
  readMigrations,
} from './migrate.ts';
export type { QueryOptions, Sql } from './sql.ts';
export { findWall } from './wall.ts';
export { acrossWorkspaces, inWorkspace, NoStanding, type WhyAcross } from './standing.ts';
