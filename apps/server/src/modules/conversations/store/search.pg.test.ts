/** Both ways to search find the same, on a real database, before and behind the wall. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inWorkspace, type Sql } from '../../../platform/database/index.ts';
import { type Desk, newClientMessageId, openDesk, scope, workspaceId } from '../testing/desk.ts';
import { matches, prepareSearch, type Search } from './search.ts';
import { parameters } from './statement.ts';

const said = [
  ['The lamp flickers.', 'It is the desk lamp.'],
  ['A refund, please!', 'For the LAMP.'],
  ['Where is order LM-1234?'],
  ['Größe passt nicht'],
  ['desk and lamp', 'a lamp on a desk'],
  ['100% broken_lamp'],
  ['I would like my money back'],
];
const names = ['Ana Lamport', 'Bo Äpfel', null, 'Desk O’Neil', 'Cleo', null, 'Refundo'];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (const [n, messages] of said.entries()) {
    const contactId = await desk.newContact();
    await desk.database.query(
      'update contacts set name = $2, email = $3 where id = $1 and workspace_id = $4',
      [contactId, names[n], `c${n}@shop.example`, workspaceId],
    );
    for (const body of messages) {
      await desk.say({ contactId, body, clientMessageId: newClientMessageId() });
    }
  }
});
afterAll(() => desk.close());

/** Numbers of the customers, by one way or the other. */
async function found(sql: Sql, search: Search): Promise<string[]> {
  const params = parameters();
  const workspace = params.add(workspaceId);
  const rows = await sql.query<{ email: string }>(
    `select contacts.email from conversations c join contacts on contacts.id = c.contact_id
     where c.workspace_id = ${workspace} and ${matches(params, workspace, search, 50)}
     order by 1`,
    params.values,
  );
  return rows.map(({ email }) => email.slice(1, email.indexOf('@')));
}

const rare = { expected: 1, conversations: 1_000_000, inView: null };
const common = { expected: 1_000_000, conversations: 1_000, inView: null };

describe.each([
  ['lamp', '0145'],
  ['LAMP refund', ''],
  ['refund', '16'],
  ['refu', '16'],
  ['"desk lamp"', '0'],
  ['lamp -desk', '015'],
  ['order or money', '26'],
  ['desk lamp', '04'],
  ['lm-1234', '2'],
  ['größe', '3'],
  ['%', ''],
  ['d', '034'],
  ['O', '234'],
  ['neil', '3'],
  ['shop.example', '0123456'],
  ['nowhere', ''],
])('a search for %s', (words, customers) => {
  it.each([
    ['by the index of words', rare],
    ['in the order of the view', common],
  ])('finds the same %s', async (_, size) => {
    const look = async () => {
      const search = await prepareSearch(desk.database, workspaceId, words, 'open');
      return found(desk.database, { ...search, ...size });
    };
    expect((await look()).join('')).toBe(customers);
    expect((await inWorkspace(workspaceId, look)).join('')).toBe(customers);
  });
});

it('counts what stands in view by its badge, and says so where there is none', async () => {
  const sized = async (bucket: string | null) =>
    (await prepareSearch(desk.database, workspaceId, 'lamp', bucket)).inView;
  expect(await sized('open')).toBe(said.length);
  expect(await sized('waiting')).toBe(0);
  expect(await sized(null)).toBeNull();
});

it('another workspace finds nothing of it, whoever asks for it by name', async () => {
  const search = await prepareSearch(desk.database, workspaceId, 'lamp', 'open');
  const seen = await inWorkspace('wsp_another', () => found(desk.database, search));
  expect(seen).toEqual([]);
  const rows = await inWorkspace('wsp_another', () =>
    desk.database.query(`select contacts_like($1, '%example%', '%example%') as id`, [
      scope.workspaceId,
    ]),
  );
  expect(rows).toEqual([]);
});
