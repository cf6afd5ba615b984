/**
 * `npx tsx e2e/upgrade/make-release.ts 0.2.0`: keeps this checkout as a release that later ones are
 * upgraded from: its server, packed, and an installation that it made itself, through its own API, in
 * which every table has rows. To be run once, on the commit that is released; README.md says more.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLog, startEmbeddedPostgres } from '@baton/server/platform';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { visitorAt } from './callers.ts';
import { openOutside } from './outside.ts';
import { packServer, unpackServer } from './pack-server.ts';
import { type People, PLACES, releasesFolder, root, writtenAnswers } from './release.ts';
import { connected, dumpRows } from './rows.ts';
import { PASSWORD, tellStory, until } from './story.ts';
import { lookAtEverything } from './views.ts';

/** An own calibration is fitted to fifty reviews and more: this one stands for it. */
const byHand = `
  insert into calibrations (workspace_id, ai_agent_id, version, base, recalibration, evidence, fitted_at)
  select workspace_id, id, 1, 'by-hand', '{"points": []}', '{"labels": 0, "logLoss": null}', now()
  from ai_agents where id = $1`;

const version = process.argv[2] ?? '';
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  process.stderr.write('usage: npx tsx e2e/upgrade/make-release.ts 0.2.0\n');
  process.exit(2);
}
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const packed = await packServer(root);
const into = join(root, '.cache', 'releases', version);
const program = await unpackServer({ packed, into, modelsFrom: [root] });
say(`the server, packed: ${Math.round(packed.length / 1024)} kB`);

const place = await mkdtemp(join(tmpdir(), 'baton-release-'));
const postgres = await startEmbeddedPostgres({
  dataDir: place,
  log: createLog({ level: 'silent' }),
});
const secrets = {
  modelKey: `model-${randomBytes(9).toString('hex')}`,
  actionSecret: `Bearer shop-${randomBytes(9).toString('hex')}`,
};
const secretKey = randomBytes(32).toString('base64');
const outside = await openOutside(secrets.modelKey);
const server = new ServerUnderTest({
  dataDir: join(place, 'unused'),
  port: await freePort(),
  program,
  env: {
    LOG_LEVEL: 'warn',
    DATABASE_URL: postgres.url,
    BATON_SECRET_KEY: secretKey,
    BATON_RATE_LIMITS: 'off',
    BATON_ALLOW_PRIVATE_FETCH: 'on',
    BATON_MODEL_PATIENCE: '300',
  },
});
try {
  await server.start();
  const link = await server.printed(/http:\S+\/setup\?token=[\w-]+/);
  const token = new URL(link).searchParams.get('token') ?? '';
  const told = await tellStory(server.base, token, outside, secrets, async () => {
    // A review is followed by another look at the calibration, some seconds later.
    await until('the calibration is looked at', () =>
      connected(postgres.url, async (client) => {
        const { rows } = await client.query('select from calibrations_in_use');
        return rows.length > 0;
      }),
    );
  });
  const answers = await lookAtEverything(
    told.owner,
    visitorAt(server.base, told.people.customerToken),
    {
      ...told.people,
      conversations: told.conversations,
      month: new Date().toISOString().slice(0, 7),
    },
  );
  await server.kill();
  await connected(postgres.url, (client) => client.query(byHand, [told.people.aiAgentId]));

  const folder = join(releasesFolder, version);
  await mkdir(folder, { recursive: true });
  const rows = await dumpRows(postgres.url);
  const empty = await emptyTables(postgres.url);
  if (empty.length > 0) throw new Error(`the story leaves tables empty: ${empty.join(', ')}`);
  const release = (await import(pathToFileURL(join(into, 'apps/server/dist/index.js')).href)) as {
    writeBackup(options: { url: string; file: string }): Promise<unknown>;
  };
  await release.writeBackup({ url: postgres.url, file: join(folder, 'whole.baton') });
  const people: People = {
    secretKey,
    password: PASSWORD,
    ownerCookie: told.owner.cookie(),
    ...told.people,
  };
  await writeFile(join(folder, 'server.json.br'), packed);
  await writeFile(join(folder, 'rows.ndjson'), everywhere(rows));
  await writeFile(join(folder, 'answers.ndjson'), everywhere(writtenAnswers(answers)));
  await writeFile(join(folder, 'people.json'), `${JSON.stringify(people, null, 2)}\n`);
  say(
    `${folder}: ${rows.split('\n').length - 1} rows, ${Object.keys(answers.owner).length} answers`,
  );
} catch (error) {
  say(server.output.slice(-3_000));
  throw error;
} finally {
  await server.stop();
  await outside.close();
  await postgres.stop();
  await rm(place, { recursive: true, force: true });
}

function everywhere(text: string): string {
  return text
    .replaceAll(new URL(outside.model.url).origin, PLACES.model)
    .replaceAll(outside.shop.origin, PLACES.shop);
}

async function emptyTables(url: string): Promise<string[]> {
  return connected(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
    );
    const empty: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`select from "${name}" limit 1`);
      if (rows.length === 0) empty.push(name);
    }
    return empty;
  });
}
