/** Real servers, as they are started in earnest, on one PostgreSQL. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { publicUrl } from './http-crowd.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 120_000;

export interface Server {
  port: number;
  pid: number;
}

export interface Servers {
  all: Server[];
  stop(): Promise<void>;
}

/** @param folder for their files; each gets one of its own in it */
export async function startServers(
  count: number,
  databaseUrl: string,
  folder: string,
  firstPort: number,
): Promise<Servers> {
  if (!existsSync(`${root}/apps/server/dist/main.js`)) {
    throw new Error('The server is not built: npm run build -- server');
  }
  const secret = randomBytes(32).toString('base64');
  const children: ChildProcess[] = [];
  const all: Server[] = [];
  const stop = async () => {
    await Promise.all(
      children.map(async (child) => {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGTERM');
        await gone;
      }),
    );
  };
  try {
    for (let n = 0; n < count; n += 1) {
      const port = firstPort + n;
      let said = '';
      const child = spawn(process.execPath, ['apps/server/dist/main.js'], {
        cwd: root,
        env: {
          ...process.env,
          PORT: String(port),
          HOST: '127.0.0.1',
          DATABASE_URL: databaseUrl,
          BATON_DATA: `${folder}/server-${n}`,
          BATON_PUBLIC_URL: publicUrl,
          BATON_RATE_LIMITS: 'off',
          BATON_READER: 'off',
          BATON_SECRET_KEY: secret,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.push(child);
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (data: Buffer) => {
          said = (said + data.toString()).slice(-4_000);
        });
      }
      await ready(child, port, () => said);
      all.push({ port, pid: child.pid as number });
    }
    return { all, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(child: ChildProcess, port: number, said: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return;
    await sleep(100);
  }
  throw new Error(`a server was not ready:\n${said()}`);
}
