/**
 * The second wall between workspaces: row-level security. The first is that every statement names
 * its workspace_id; behind this one a statement that forgot to sees no more than it should.
 *
 *   connections of a workspace's work   role <database>_workspace, baton.workspace = its id
 *   connections across workspaces       the role of the connection string, which owns the tables
 *
 * The invariant: every table with workspace_id has the policy. So the wall is not built by
 * migrations but after them, from the catalogue, at each start: nobody can forget it for a new
 * table. The owner is not forced behind it: servers of the version before, psql and pg_dump
 * go on as ever. (docs/decisions/row-level-security.md)
 */
import pg from 'pg';

/** The name that a policy has on each table. */
const POLICY = 'within_workspace';
/** What the policies compare with. Never set, or empty: no rows. */
export const WORKSPACE_SETTING = 'baton.workspace';

/** Without a workspace of their own, and needed inside of one: what they may read of it. */
const readable: Record<string, string> = {
  workspaces: `id = (select current_setting('${WORKSPACE_SETTING}', true))`,
  // The generation of the feed, for cursors; not the set-up link's token.
  installation: `key = 'feed'`,
};

/** Of a second each, to get hold of a table. */
const MOST_TRIES = 30;

const within = `workspace_id = (select current_setting('${WORKSPACE_SETTING}', true))`;

export type WallState =
  | { raised: true; role: string }
  /** `why`: what an operator can do about it. */
  | { raised: false; why: string };

interface TableState {
  name: string;
  scoped: boolean;
  /** Row security is on, its policy is for this role, and the role may use the table. */
  walled: boolean;
}

/**
 * Builds what is missing of the wall, table by table. Where the role of the connection string may
 * not make another, the wall stays down and the answer says what to do.
 */
export async function raiseWall(client: pg.ClientBase): Promise<WallState> {
  const { rows } = await client.query<{ database: string; login: string }>(
    'select current_database() as database, current_user as login',
  );
  const { database, login } = rows[0] as { database: string; login: string };
  const role = (await roleOfWall(client)) ?? nameFor(database);
  if (!(await haveRole(client, role))) {
    const [one, other] = [pg.escapeIdentifier(role), pg.escapeIdentifier(login)];
    return {
      raised: false,
      why:
        `${login} may not make a role. As an administrator of PostgreSQL run ` +
        `"create role ${one} nologin; grant ${one} to ${other};" and start Baton again.`,
    };
  }
  const missing = (await tablesOf(client, role)).filter(({ walled }) => !walled);
  for (const table of missing) await inTurn(client, () => wallIn(client, table, role));
  for (const call of await callsToAllow(client, role)) {
    await client.query(`grant execute on function ${call} to ${pg.escapeIdentifier(role)}`);
  }
  return { raised: true, role };
}

/** The role that this connection can take to stand behind the wall; null where there is no wall. */
export async function findWall(
  query: (text: string) => Promise<{ rows: unknown[] }>,
): Promise<string | null> {
  const { rows } = await query(`select role.rolname as role ${wallInCatalogue}
    and ${mayTake('role.oid')}`);
  return (rows[0] as { role: string } | undefined)?.role ?? null;
}

const wallInCatalogue = `from pg_policy policy join pg_roles role on role.oid = policy.polroles[1]
    where policy.polrelid = to_regclass('workspaces') and policy.polname = '${POLICY}'`;

/** Of its own for each database: two installations on one server share nothing. */
const nameFor = (database: string): string => `${database.slice(0, 52)}_workspace`;

/** The role of a wall that stands, and that we could stand behind. */
async function roleOfWall(client: pg.ClientBase): Promise<string | null> {
  return findWall((text) => client.query(text));
}

/** Makes the role and lets us take it. False where we may not. */
async function haveRole(client: pg.ClientBase, role: string): Promise<boolean> {
  const name = pg.escapeIdentifier(role);
  for (const step of [
    `create role ${name} nologin noinherit`,
    `grant ${name} to current_user`,
    null,
  ]) {
    const { rows } = await client.query(
      `select from pg_roles where rolname = $1 and ${mayTake('oid')}`,
      [role],
    );
    if (rows.length > 0) return true;
    // It may be there, made by another a moment ago, or not be ours to make: the next look tells.
    if (step !== null) await client.query(step).catch(asExpected);
  }
  return false;
}

function asExpected(error: unknown): void {
  if (!(error instanceof pg.DatabaseError)) throw error;
}

/** May we `set role` to it? Before PostgreSQL 16 every member may. */
function mayTake(oid: string): string {
  return `pg_has_role(current_user, ${oid}, case
    when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end)`;
}

async function tablesOf(client: pg.ClientBase, role: string): Promise<TableState[]> {
  const { rows } = await client.query<TableState>(
    `select c.relname as name, scoped.yes as scoped,
            c.relrowsecurity and exists (
              select from pg_policy p
              where p.polrelid = c.oid and p.polname = $2 and p.polroles = array[r.oid])
            and has_table_privilege(r.oid, c.oid, 'select')
            and (not scoped.yes or has_table_privilege(r.oid, c.oid, 'delete')) as walled
     from pg_class c
       join pg_roles r on r.rolname = $1
       cross join lateral (select exists (
         select from pg_attribute a
         where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as yes
       ) scoped
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       and (scoped.yes or c.relname = any ($3))
     order by c.relname`,
    [role, POLICY, Object.keys(readable)],
  );
  return rows;
}

/** Functions of ours that look as the owner (`security definer`) keep to the workspace themselves. */
async function callsToAllow(client: pg.ClientBase, role: string): Promise<string[]> {
  const { rows } = await client.query<{ call: string }>(
    `select oid::regprocedure::text as call from pg_proc
     where pronamespace = current_schema()::regnamespace and prosecdef
       and proowner = current_user::regrole
       and not has_function_privilege($1, oid, 'execute')`,
    [role],
  );
  return rows.map(({ call }) => call);
}

/**
 * In a transaction of its own, and never long in the queue for a table: whoever comes after us
 * would stand in it too, while a server of the version before may be serving customers.
 */
async function inTurn(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await client.query(`begin; set local lock_timeout = '1s'`);
    try {
      await work();
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      const late = error instanceof pg.DatabaseError && error.code === '55P03';
      if (!late || tries === MOST_TRIES) throw error;
    }
  }
}

async function wallIn(client: pg.ClientBase, table: TableState, role: string): Promise<void> {
  const [name, grantee] = [pg.escapeIdentifier(table.name), pg.escapeIdentifier(role)];
  const rights = table.scoped ? 'select, insert, update, delete' : 'select';
  await client.query(`
    alter table ${name} enable row level security;
    drop policy if exists ${POLICY} on ${name};
    create policy ${POLICY} on ${name} for ${table.scoped ? 'all' : 'select'} to ${grantee}
      using (${readable[table.name] ?? within});
    grant ${rights} on ${name} to ${grantee}`);
}
