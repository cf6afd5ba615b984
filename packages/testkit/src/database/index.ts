/** Tests on real PostgreSQL: `createTestDatabase()`, and patience for what happens by itself. */
export { eventually } from './eventually.ts';
export {
  createTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from './test-database.ts';
