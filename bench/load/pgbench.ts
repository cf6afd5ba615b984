/**
 * PostgreSQL's own load generator: what the bare engine makes of the same statements.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface PgbenchRun {
  url: string;
  /** One transaction, in pgbench's language. */
  script: string;
  clients: number;
  /** Of each client. */
  transactions: number;
  /** Settings of each connection. */
  settings: Record<string, string>;
  /** Variables that exist before the first transaction. */
  variables: Record<string, string>;
}

/** Transactions per second, connecting left out. @throws where one of them failed */
export async function pgbench(run: PgbenchRun): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-pgbench-'));
  try {
    const file = join(folder, 'script.sql');
    await writeFile(file, run.script);
    const options = Object.entries(run.settings).map(([name, value]) => `-c ${name}=${value}`);
    const given = Object.entries(run.variables).flatMap(([name, value]) => [
      '-D',
      `${name}=${value}`,
    ]);
    const { stdout, stderr } = await promisify(execFile)(
      findPgbench(),
      [
        '--no-vacuum',
        '--protocol=prepared',
        `--file=${file}`,
        ...given,
        `--client=${run.clients}`,
        `--jobs=${Math.min(2, run.clients)}`,
        `--transactions=${run.transactions}`,
        run.url,
      ],
      { env: { ...process.env, PGOPTIONS: options.join(' ') }, maxBuffer: 1 << 26 },
    );
    const done = /processed: (\d+)\/(\d+)/.exec(stdout);
    const speed = /tps = ([\d.]+) \(without/.exec(stdout)?.[1];
    if (done === null || done[1] !== done[2] || speed === undefined) {
      throw new Error(`pgbench did not do it all:\n${stdout}\n${stderr.slice(0, 2_000)}`);
    }
    return Number(speed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function findPgbench(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted() : [];
  const installed = versions
    .map((version) => join(debian, version, 'bin', 'pgbench'))
    .findLast((path) => existsSync(path));
  const onPath = (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, 'pgbench'))
    .find((path) => existsSync(path));
  const found = installed ?? onPath;
  if (found === undefined) {
    throw new Error('pgbench is not installed. On Debian: apt-get install postgresql');
  }
  return found;
}
