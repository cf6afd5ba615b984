/**
 * A real Redis for a test: a process of its own on a free port, in memory, that can be killed,
 * started again on the same port, and made to hang.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RedisUnderTest {
  url: string;
  start(): Promise<void>;
  /** SIGKILL: no goodbye to anybody. */
  kill(): Promise<void>;
  /** It keeps its connections and says nothing more. */
  hang(): void;
  goOn(): void;
  remove(): Promise<void>;
}

const PASSWORD = 'only-for-this-test';
const UP_WITHIN_MS = 20_000;

export async function startRedis(): Promise<RedisUnderTest> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'baton-redis-'));
  let running: ChildProcess | null = null;

  async function start(): Promise<void> {
    const child = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'].concat([
        '--requirepass',
        PASSWORD,
        '--dir',
        folder,
      ]),
      { stdio: 'ignore' },
    );
    const failed = once(child, 'error').then(([cause]) => {
      const error = cause as NodeJS.ErrnoException;
      const missing =
        'There is no redis-server here. Install it: `apt-get install redis-server` on Debian or ' +
        'Ubuntu, `brew install redis` on a Mac.';
      throw error.code === 'ENOENT' ? new Error(missing) : error;
    });
    await Promise.race([failed, answering(port)]);
    failed.catch(() => undefined);
    running = child;
  }

  async function kill(): Promise<void> {
    const child = running;
    running = null;
    if (child === null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  await start();
  return {
    url: `redis://:${PASSWORD}@127.0.0.1:${port}`,
    start,
    kill,
    hang: () => void running?.kill('SIGSTOP'),
    goOn: () => void running?.kill('SIGCONT'),
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(port: number): Promise<void> {
  const until = performance.now() + UP_WITHIN_MS;
  while (performance.now() < until) {
    const socket = connect(port, '127.0.0.1');
    // Whatever it answers, it does.
    socket.write('PING\r\n');
    const answered = await Promise.race([
      once(socket, 'data').then(
        () => true,
        () => false,
      ),
      sleep(500, false),
    ]);
    socket.destroy();
    if (answered) return;
    await sleep(20);
  }
  throw new Error('redis-server does not answer');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
