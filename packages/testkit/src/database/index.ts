/** Tests on real PostgreSQL: `createTestDatabase()`, and the server behind it. */
export {
  createTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from './test-database.ts';
