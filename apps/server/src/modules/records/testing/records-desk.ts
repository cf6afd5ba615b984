/** Records beside a desk of conversations, on a real database: what it tells others is kept. */
import { randomBytes } from 'node:crypto';
import type { ContactId } from '@baton/protocol';
import { ana, createTestClock } from '@baton/testkit';
import { removeConversations } from '../../conversations/index.ts';
import { type Desk, openDesk, workspaceId } from '../../conversations/testing/desk.ts';
import { createSecrets } from '../../../platform/secrets/index.ts';
import { createRecords } from '../index.ts';

export type RecordsDesk = Awaited<ReturnType<typeof openRecordsDesk>>;

export async function openRecordsDesk() {
  const desk: Desk = await openDesk();
  const clock = createTestClock();
  const ended: string[] = [];
  let meanwhile: () => Promise<void> = async () => {};
  const records = createRecords({
    database: desk.database,
    secrets: createSecrets([randomBytes(32)]),
    clock,
    removeConversations: async (...of) => {
      await meanwhile();
      return removeConversations(...of);
    },
    readDecision: async () => null,
    wakeFeed: () => {},
    sessionsEnded: (_workspaceId, of) => ended.push(of),
    wakeJobs: () => {},
  });
  const me = { workspaceId, teammate: { id: ana } };
  return {
    ...desk,
    records,
    clock,
    me,
    /** Contacts whose sessions were said to have ended. */
    ended,
    erase: (contactId: ContactId, typed = 'erase') => records.contacts.erase(me, contactId, typed),
    /** Happens when somebody is about to be removed, within that transaction's time. */
    during(work: () => Promise<void>) {
      meanwhile = async () => {
        meanwhile = async () => {};
        await work();
      };
    },
    /** Tables in which these words stand, anywhere in a row. */
    tablesWith: (words: string) => tablesWith(desk.database, words),
  };
}

/** Every column of every table, as text. */
export async function tablesWith(database: Desk['database'], words: string): Promise<string[]> {
  const tables = await tablesOf(database);
  const found = [];
  for (const table of tables) {
    const rows = await database.query(
      `select 1 from ${table} as whole where strpos(lower(whole::text), lower($1)) > 0 limit 1`,
      [words],
    );
    if (rows.length > 0) found.push(table);
  }
  return found;
}

export async function tablesOf(database: Desk['database']): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  return rows.map(({ name }) => name);
}
