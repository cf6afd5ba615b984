/**
 * Where the embedded database keeps things, and what another process needs to reach it.
 *
 *   <dataDir>/baton.lock                 who works on this folder (data-lock.ts)
 *   <dataDir>/postgres/data/             PostgreSQL's own files
 *   <dataDir>/postgres/connection.json   port and password, readable by the owner alone
 *   <dataDir>/postgres/server.log        what PostgreSQL says
 *   <dataDir>/postgres/bin-<version>/    a copy of the binaries, only where one is needed
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface Layout {
  root: string;
  data: string;
  connection: string;
  log: string;
}

export function layoutOf(dataDir: string): Layout {
  const root = join(resolve(dataDir), 'postgres');
  return {
    root,
    data: join(root, 'data'),
    connection: join(root, 'connection.json'),
    log: join(root, 'server.log'),
  };
}

export interface ConnectionFacts {
  port: number;
  password: string;
}

export const databaseUser = 'baton';
export const databaseName = 'baton';

export function urlOf({ port, password }: ConnectionFacts, database = databaseName): string {
  return `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${database}`;
}

export async function readConnectionFacts(layout: Layout): Promise<ConnectionFacts | undefined> {
  try {
    return JSON.parse(await readFile(layout.connection, 'utf8')) as ConnectionFacts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function writeConnectionFacts(layout: Layout, facts: ConnectionFacts): Promise<void> {
  const draft = `${layout.connection}.new`;
  await writeFile(draft, `${JSON.stringify(facts)}\n`, { mode: 0o600, flush: true });
  await rename(draft, layout.connection);
}
