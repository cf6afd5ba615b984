/**
 * The embedded PostgreSQL through everything that happens to servers: kill -9 of itself, of us,
 * of both; folders with odd names and closed doors; leftovers of other processes.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from '@baton/testkit/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectDatabase, type Database, DatabaseUnavailable } from '../database/index.ts';
import { silentLog } from '../log.ts';
import { explainFailure } from './errors.ts';
import { connectionUrlOfRunning, type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { stopPostmaster } from './postmaster.ts';
import { isRunning } from './process-identity.ts';

const run = promisify(execFile);
/** Memory where there is some: these tests copy whole data folders. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const log = silentLog();
let folder: string;
let dataDir: string;
let running: EmbeddedPostgres[];
let opened: Database[];
let orphans: number[];
/** A stopped data folder, made once; most tests begin with a copy of it. */
let ready: string;

beforeAll(async () => {
  ready = await mkdtemp(join(scratch, 'embedded-ready-'));
  const postgres = await startEmbeddedPostgres({ dataDir: ready, log, durable: false });
  await postgres.stop();
});
afterAll(() => rm(ready, { recursive: true, force: true }));

beforeEach(async () => {
  // Closed to everyone else, as a folder under /root would be.
  folder = await mkdtemp(join(scratch, 'embedded-'));
  dataDir = join(folder, 'data');
  running = [];
  opened = [];
  orphans = [];
});
afterEach(async () => {
  await Promise.all(opened.map((database) => database.close()));
  await Promise.all(running.map((postgres) => postgres.stop()));
  await Promise.all(orphans.map((pid) => stopPostmaster(pid)));
  await rm(folder, { recursive: true, force: true });
});

/** As after an earlier start: with its owner's names and rights. */
async function startedBefore(): Promise<void> {
  await run('cp', ['-a', ready, dataDir]);
}

async function start(at = dataDir): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: at, log, durable: false });
  running.push(postgres);
  return postgres;
}

function connect(url: string): Database {
  const database = connectDatabase({
    url,
    applicationName: 'test',
    poolSize: 2,
    elsewhere: 'across',
    log,
  });
  opened.push(database);
  return database;
}

/** Another Node process that owns the folder and runs its database. */
async function startChild(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const script = fileURLToPath(new URL('fixtures/start-and-wait.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const ready = JSON.parse(line.toString()) as { url: string; pid: number };
  orphans.push(ready.pid);
  return { child, ...ready };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const countOf = async (database: Database) =>
  (await database.query<{ n: number }>('select count(*)::int as n from kept'))[0]?.n;

describe('the embedded database', () => {
  it('starts from nothing, keeps what it was given over a restart, and stays at its address', async () => {
    const first = await start();
    await connect(first.url).query('create table kept as select generate_series(1, 10) as n');
    await opened.pop()?.close();
    const pid = first.pid() as number;
    await first.stop();
    expect(isRunning(pid)).toBe(false);
    const second = await start();
    expect(second).toMatchObject({ url: first.url, adopted: false });
    expect(await countOf(connect(second.url))).toBe(10);
  });

  it('asks for its password, and no other computer can ask', async () => {
    await startedBefore();
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(connect(wrong.href).ping()).rejects.toThrow('password authentication failed');
    const [row] = await connect(url).query('show listen_addresses');
    expect(row).toEqual({ listen_addresses: '127.0.0.1' });
    const hba = await readFile(join(dataDir, 'postgres', 'data', 'pg_hba.conf'), 'utf8');
    expect(hba).not.toContain('trust');
  });

  it('runs in a deep folder with spaces in its name', async () => {
    const deep = join(folder, 'a folder', 'ü'.repeat(40), 'and deeper still'.repeat(6), 'data');
    await connect((await start(deep)).url).ping();
  });

  it('runs in a folder that other users may enter', async () => {
    await startedBefore();
    await chmod(folder, 0o755);
    await connect((await start()).url).ping();
  });

  it('comes back by itself after kill -9, with every row and at the same address', async () => {
    await startedBefore();
    const postgres = await start();
    const database = connect(postgres.url);
    await database.query('create table kept as select generate_series(1, 1000) as n');
    const told = vi.fn<(exit: object) => void>();
    postgres.onUnexpectedExit(told);
    const before = postgres.pid() as number;
    process.kill(before, 'SIGKILL');
    await eventually(() => expect(told).toHaveBeenCalledWith({ code: null, signal: 'SIGKILL' }));
    await eventually(async () => expect(await countOf(database)).toBe(1000));
    expect(postgres.pid()).not.toBe(before);
  });

  it('also when a session was in the middle of a long calculation', async () => {
    await startedBefore();
    const postgres = await start();
    const database = connect(postgres.url);
    const long = database.query('select count(*) from generate_series(1, 100000000000)');
    const outcome = long.catch((error: unknown) => error);
    await eventually(async () => {
      const busy = await database.query(
        `select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()`,
      );
      expect(busy).toHaveLength(1);
    });
    process.kill(postgres.pid() as number, 'SIGKILL');
    expect(await outcome).toBeInstanceOf(DatabaseUnavailable);
    await eventually(() => database.ping());
  });

  it('tells a guest its address, and nothing when it is not running', async () => {
    expect(await connectionUrlOfRunning(dataDir)).toBeNull();
    await startedBefore();
    const postgres = await start();
    expect(await connectionUrlOfRunning(dataDir)).toBe(postgres.url);
    await postgres.stop();
    expect(await connectionUrlOfRunning(dataDir)).toBeNull();
  });
});

describe('what a killed Baton leaves behind', () => {
  it('its running server is adopted, with every row', async () => {
    await startedBefore();
    const { child, url, pid } = await startChild();
    await connect(url).query('create table kept as select generate_series(1, 5) as n');
    await kill(child);
    expect(isRunning(pid)).toBe(true);
    const postgres = await start();
    expect(postgres).toMatchObject({ adopted: true, url });
    expect(await countOf(connect(postgres.url))).toBe(5);
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await postgres.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it('an adopted server that dies is started again too', async () => {
    await startedBefore();
    const { child, pid } = await startChild();
    await kill(child);
    const postgres = await start();
    process.kill(pid, 'SIGKILL');
    await eventually(() => expect(postgres.pid()).not.toBe(pid));
    const database = connect(postgres.url);
    await eventually(() => database.ping());
  });

  it('a server with settings of another version is stopped and started anew', async () => {
    await startedBefore();
    const { child, pid } = await startChild();
    await kill(child);
    const postgres = await startEmbeddedPostgres({ dataDir, log, durable: true });
    running.push(postgres);
    expect(postgres.adopted).toBe(false);
    expect(isRunning(pid)).toBe(false);
    expect(await connect(postgres.url).query('show fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('a process that leaves without stopping it takes it along all the same', async () => {
    const { child, url, pid } = await startChild();
    await connect(url).query('create table kept as select generate_series(1, 10) as n');
    await opened.pop()?.close();
    child.kill('SIGUSR2');
    await once(child, 'exit');
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await countOf(connect(next.url))).toBe(10);
  });

  it('when both were killed, the data is recovered', async () => {
    await startedBefore();
    const { child, url, pid } = await startChild();
    await connect(url).query('create table kept as select generate_series(1, 7) as n');
    await kill(child);
    process.kill(pid, 'SIGKILL');
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    expect(await countOf(connect(postgres.url))).toBe(7);
  });

  it('a pid file that now names a stranger’s process is no obstacle, and the stranger lives', async () => {
    await startedBefore();
    const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n/somewhere\n1\n15999\n\n127.0.0.1\n1 1\nready\n`);
    await connect((await start()).url).ping();
  });

  it('a first start that was interrupted begins again', async () => {
    await mkdir(join(dataDir, 'postgres', 'data.new', 'base'), { recursive: true });
    await connect((await start()).url).ping();
  });
});

describe('what cannot work says why', () => {
  it('a folder that cannot be written', async () => {
    await writeFile(dataDir, 'a file');
    await expect(start()).rejects.toMatchObject({ problem: 'not_writable' });
  });

  it('data of another major version', async () => {
    await startedBefore();
    await writeFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toMatchObject({ problem: 'wrong_version' });
  });

  it('data whose password is lost', async () => {
    await startedBefore();
    await rm(join(dataDir, 'postgres', 'connection.json'));
    await expect(start()).rejects.toThrow('connection.json with its password is gone');
  });

  it('a server that does not start, in its own words', async () => {
    await startedBefore();
    await rm(join(dataDir, 'postgres', 'data', 'global', 'pg_control'));
    await expect(start()).rejects.toMatchObject({ problem: 'cannot_start' });
  });

  it('a full disk', () => {
    const said = 'FATAL:  could not write lock file "postmaster.pid": No space left on device';
    expect(explainFailure(said, '/data')).toMatchObject({ problem: 'disk_full' });
  });
});
