// A database with pgvector. The PostgreSQL that ships with Baton has none, so it is PGlite: PostgreSQL
// in WebAssembly with the real extension, behind a socket. All connections share one session there:
// good for what a query finds, not for who waits for whom, nor for who may see what.

import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { connectDatabase, type Database, migrate } from '../../../platform/database/index.ts';
import { silentLog } from '../../../platform/log.ts';

export interface PgvectorDatabase {
  database: Database;
  url: string;
  drop(): Promise<void>;
}

export async function createPgvectorDatabase(): Promise<PgvectorDatabase> {
  const postgres = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({
    db: postgres,
    host: '127.0.0.1',
    port: 0,
    maxConnections: 40,
  });
  await server.start();
  const url = `postgres://postgres@${server.getServerConn()}/postgres`;
  await migrate({ url, log: silentLog() });
  // A role that one of them took would be everybody's: nobody finds the wall here.
  await postgres.exec('drop policy within_workspace on workspaces');
  const database = connectDatabase({
    url,
    applicationName: 'test',
    poolSize: 4,
    elsewhere: 'across',
    log: silentLog(),
  });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await server.stop();
      await postgres.close();
    },
  };
}
