/** An installation of an earlier release, as it was left: its tables, its rows, its people. */
import { migrate, silentLog } from '@baton/server/platform';
import { PLACES, type Release } from './release.ts';
import { loadRows, parseRows } from './rows.ts';

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

/** An hour of the database's clock, in UTC: `2026-11-22T23:31:29`, whatever follows it. */
const MOMENT = /\b(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d)/g;
const NEAR_MS = 90 * 24 * 60 * 60 * 1_000;

/**
 * The same, as if it had all happened a moment ago: who was signed in still is, nobody has been
 * waiting for months, and reviews are of these days. What lies far from it (a conversation put aside
 * until 2099) stays where it is.
 */
export function asOfNow(release: Release): Release {
  const recorded = latestMessage(release.rows);
  const later = Date.now() - recorded;
  const shifted = (text: string): string =>
    text.replaceAll(MOMENT, (moment) => {
      const at = Date.parse(`${moment}Z`);
      if (Math.abs(at - recorded) > NEAR_MS) return moment;
      return new Date(at + Math.floor(later / 1_000) * 1_000).toISOString().slice(0, moment.length);
    });
  return {
    ...release,
    rows: monthsOfNow(shifted(release.rows)),
    answers: JSON.parse(shifted(JSON.stringify(release.answers))) as Release['answers'],
  };
}

function latestMessage(rows: string): number {
  const times = parseRows(rows).flatMap(({ table, row }) =>
    table === 'messages' ? [Date.parse(String(row['at']))] : [],
  );
  // Whole seconds: what follows them in a text is not touched.
  return Math.floor(Math.max(...times) / 1_000) * 1_000;
}

/** What the model has cost is kept by the month, in UTC. */
function monthsOfNow(rows: string): string {
  const month = `${new Date().toISOString().slice(0, 7)}-01`;
  return rows.replaceAll(/(?<="month": ")\d{4}-\d\d-01(?=")/g, month);
}
