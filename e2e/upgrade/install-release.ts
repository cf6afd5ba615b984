/** An installation of an earlier release, as it was left: its tables, its rows, its people. */
import { migrate, silentLog } from '@baton/server/platform';
import { PLACES, type Release } from './release.ts';
import { connected, loadRows } from './rows.ts';

/** Where the servers of others are this time. */
export interface Addresses {
  model: string;
  shop: string;
}

const NOWHERE: Addresses = { model: 'http://127.0.0.1:9', shop: 'http://127.0.0.1:9' };

/** Into an empty database. Resolves with the rows, as they were loaded. */
export async function installRelease(
  url: string,
  release: Release,
  addresses: Addresses = NOWHERE,
): Promise<string> {
  const rows = inPlace(release.rows, addresses);
  await migrate({ url, log: silentLog(), folder: release.migrationsFolder });
  await loadRows(url, rows);
  return rows;
}

export function inPlace(text: string, { model, shop }: Addresses): string {
  return text
    .replaceAll(PLACES.model, new URL(model).origin)
    .replaceAll(PLACES.shop, new URL(shop).origin);
}

/** As if all this had been a moment ago: whoever was signed in still is. */
export async function asOfToday(url: string): Promise<void> {
  await connected(url, (client) =>
    client.query(`
      update sessions set expires_at = now() + interval '1 day';
      update widget_sessions set expires_at = now() + interval '1 day';
      update invites set expires_at = now() + interval '1 day' where accepted_at is null;
    `),
  );
}
