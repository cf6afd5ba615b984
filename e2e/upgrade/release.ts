/** What is kept of a release, beside this file: its server, its rows, its backup, its answers. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackServer } from './pack-server.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const releasesFolder = fileURLToPath(new URL('releases', import.meta.url));

/** Who was there, and what they got in with. Made for this test and good for nothing else. */
export interface People {
  secretKey: string;
  password: string;
  ownerCookie: string;
  customerToken: string;
  /** The website's, to vouch for its customers with. */
  identitySecret: string;
  /** What the language model was reached with; the server has it sealed. */
  modelKey: string;
  /** The header that an action sends; sealed too. */
  actionSecret: string;
  aiAgentId: string;
  widgetKey: string;
  /** Owed an answer when the server was killed. */
  waitingForAi: string;
  replayId: string;
}

/** Answers of the release's API, by path: to the owner, and to one customer. */
export interface Answers {
  owner: Record<string, unknown>;
  customer: Record<string, unknown>;
}

/** One line for each, so that a difference is seen where it is. */
export function writtenAnswers({ owner, customer }: Answers): string {
  const lines = (as: string, answers: Record<string, unknown>) =>
    Object.entries(answers).map(([path, answer]) => JSON.stringify({ as, path, answer }));
  return `${[...lines('owner', owner), ...lines('customer', customer)].join('\n')}\n`;
}

function readAnswers(text: string): Answers {
  const answers: Answers = { owner: {}, customer: {} };
  for (const line of text.trimEnd().split('\n')) {
    const { as, path, answer } = JSON.parse(line) as {
      as: keyof Answers;
      path: string;
      answer: unknown;
    };
    answers[as][path] = answer;
  }
  return answers;
}

export interface Release {
  version: string;
  folder: string;
  people: People;
  answers: Answers;
  /** All rows, as rows.ts has them; addresses of others' servers are placeholders. */
  rows: string;
  backupFile: string;
  /** The migrations it knew. */
  migrationsFolder: string;
  /** Starts with `node`, like apps/server/dist/main.js. */
  server: string;
}

/** In the rows and answers, for servers whose address is another each time. */
export const PLACES = {
  model: 'http://model.upgrade.test',
  shop: 'http://shop.upgrade.test',
} as const;

export async function openRelease(version: string): Promise<Release> {
  const folder = join(releasesFolder, version);
  const json = async <T>(name: string): Promise<T> =>
    JSON.parse(await readFile(join(folder, name), 'utf8')) as T;
  const into = join(root, '.cache', 'releases', version);
  const server = await unpackServer({
    packed: await readFile(join(folder, 'server.json.br')),
    into,
    modelsFrom: [folder, root],
  });
  return {
    version,
    folder,
    people: await json<People>('people.json'),
    answers: readAnswers(await readFile(join(folder, 'answers.ndjson'), 'utf8')),
    rows: await readFile(join(folder, 'rows.ndjson'), 'utf8'),
    backupFile: join(folder, 'whole.baton'),
    migrationsFolder: join(into, 'apps/server/migrations'),
    server,
  };
}

/** The newest one that is kept: what people upgrade from. */
export async function latestRelease(): Promise<Release> {
  const versions = existsSync(releasesFolder) ? await readdir(releasesFolder) : [];
  const latest = versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  if (latest === undefined) throw new Error('no release is kept in e2e/upgrade/releases');
  return openRelease(latest);
}
