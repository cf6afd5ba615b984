// A PostgreSQL that is not the embedded one: the system's, in a directory of its own, gone afterwards.
// We promise 15 and newer, so of several installed the oldest is taken. BATON_TEST_DATABASE_URL names
// a server instead.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from '../workshop/run.mjs';
import { aptInstall } from './apt.mjs';

const oldest = 15;

/**
 * @template T
 * @param {(url: string) => Promise<T>} work
 * @returns {Promise<{ found: true, result: T } | { found: false, why: string }>}
 */
export async function withSecondPostgres(work) {
  const given = process.env.BATON_TEST_DATABASE_URL;
  if (given) return { found: true, result: await work(given) };
  const version = await findOrInstall();
  if (!version) return { found: false, why: howTo };

  const folder = mkdtempSync(join(tmpdir(), 'baton-second-'));
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let server;
  try {
    const port = await freePort();
    const password = randomBytes(12).toString('hex');
    server = await start(`/usr/lib/postgresql/${version}/bin`, folder, port, password);
    const url = `postgres://baton:${password}@127.0.0.1:${port}/postgres`;
    return { found: true, result: await work(url) };
  } finally {
    if (server && server.exitCode === null) {
      const gone = new Promise((settle) => server?.once('close', settle));
      server.kill('SIGINT');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

const howTo = `The embedded PostgreSQL was tested; the second one was not, because none is installed.
Debian or Ubuntu: sudo apt-get install postgresql
Or name a server of version ${oldest} or newer, and a user who may create databases and roles:
BATON_TEST_DATABASE_URL=postgres://user:password@host/postgres npm test`;

/** The system's PostgreSQL, brought here where that can be done without asking. */
export async function findOrInstall() {
  if (!installed()) await aptInstall('postgresql');
  return installed();
}

/** The oldest version that Debian's packages have put on this machine, of those we promise. */
function installed() {
  const home = '/usr/lib/postgresql';
  if (!existsSync(home)) return undefined;
  return readdirSync(home)
    .map(Number)
    .filter((version) => version >= oldest && existsSync(`${home}/${version}/bin/initdb`))
    .toSorted((a, b) => a - b)[0];
}

/** @param {string} bin @param {string} folder @param {number} port @param {string} password */
async function start(bin, folder, port, password) {
  // PostgreSQL refuses to run as root, so root lends it to `nobody`.
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  if (owner.uid) {
    chownSync(folder, owner.uid, owner.gid);
    chownSync(passwordFile, owner.uid, owner.gid);
  }
  const data = join(folder, 'data');
  const made = await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'baton', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'scram-sha-256'].concat(
      '--pwfile',
      passwordFile,
      '--no-sync',
    ),
    { ...owner, cwd: folder },
  );
  if (made.code !== 0) throw new Error(`initdb failed:\n${made.output}`);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
  };
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...owner, cwd: folder, stdio: 'ignore' },
  );
  process.once('exit', () => server.kill('SIGINT'));
  for (let tries = 0; tries < 100; tries += 1) {
    if (await answers(port)) return server;
    if (server.exitCode !== null) break;
    await pause(100);
  }
  server.kill('SIGKILL');
  throw new Error(`${bin}/postgres did not start`);
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((settle, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** @param {number} port @returns {Promise<boolean>} */
const answers = (port) =>
  new Promise((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      settle(true);
    });
    socket.once('error', () => settle(false));
  });
