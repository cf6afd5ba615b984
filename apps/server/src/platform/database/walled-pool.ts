/**
 * Connections that stand behind the wall. Each gives up its rights once, when it is opened, and then
 * remembers which workspace it was last set to: an installation with one workspace pays nothing.
 *
 * The setting belongs to the session, so a pooler between us and PostgreSQL must keep sessions
 * apart. One that does not makes rows disappear, never appear: statements name their workspace too.
 */
import type pg from 'pg';
import { withClient } from './pool.ts';
import { findWall, WORKSPACE_SETTING } from './wall.ts';

export interface WalledPool {
  withClient<T>(workspaceId: string, use: (client: pg.PoolClient) => Promise<T>): Promise<T>;
}

/** @param unwalled where to look for the wall; and used in its stead where none stands */
export function createWalledPool(pool: pg.Pool, unwalled: pg.Pool): WalledPool {
  const setTo = new WeakMap<pg.PoolClient, string>();
  let role: Promise<string | null> | undefined;

  /** Asked once: the wall is raised before the server connects. */
  function roleOfWall(): Promise<string | null> {
    role ??= withClient(unwalled, (client) => findWall((text) => client.query(text)));
    role.catch(() => {
      role = undefined;
    });
    return role;
  }

  async function stepInto(client: pg.PoolClient, workspaceId: string, role: string) {
    const last = setTo.get(client);
    if (last === workspaceId) return;
    setTo.delete(client);
    if (last === undefined) {
      await client.query({
        text: `select set_config('role', $1, false), set_config('${WORKSPACE_SETTING}', $2, false)`,
        values: [role, workspaceId],
      });
    } else {
      await client.query({
        name: 'baton_step_into',
        text: `select set_config('${WORKSPACE_SETTING}', $1, false)`,
        values: [workspaceId],
      });
    }
    setTo.set(client, workspaceId);
  }

  return {
    async withClient(workspaceId, use) {
      const role = await roleOfWall();
      return withClient(pool, async (client) => {
        if (role !== null) await stepInto(client, workspaceId, role);
        return use(client);
      });
    },
  };
}
