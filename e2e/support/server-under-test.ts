/**
 * The real server, as a process that can be killed: the built bundle, its own data folder, its own
 * port. Nothing is stubbed; a kill is SIGKILL, which leaves the embedded PostgreSQL orphaned, to be
 * adopted or recovered by the next start, as on a customer's machine.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pause } from './random.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 60_000;
const PRINTED_WITHIN_MS = 10_000;
const shiftingClock = new URL('shifting-clock.mjs', import.meta.url).href;

export interface ServerOptions {
  dataDir: string;
  port: number;
  env?: Record<string, string>;
  /** Another build than today's: its main module. */
  program?: string;
  /** With a wall clock that can be set (shifting-clock.mjs). */
  shiftingClock?: boolean;
  /** Lines that are kept for good; of the rest, the newest. */
  keeps?: RegExp;
}

export class ServerUnderTest {
  readonly base: string;
  readonly #options: ServerOptions;
  #child: ChildProcess | null = null;
  #output = '';
  #line = '';
  readonly #kept: string[] = [];
  #clockAheadMs = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.base = `http://127.0.0.1:${options.port}`;
  }

  /** Where commands find its database. */
  get dataDir(): string {
    return this.#options.dataDir;
  }

  /** The newest of what the server printed, over all its lives. */
  get output(): string {
    return this.#output;
  }

  /** All lines that it ever printed of those to keep, though it was killed right after. */
  get kept(): readonly string[] {
    return this.#kept;
  }

  /** Where nobody ended it and it ended all the same. */
  get endedByItself(): boolean {
    const child = this.#child;
    return child !== null && (child.exitCode !== null || child.signalCode !== null);
  }

  /** Sets its wall clock, for this life and the next ones. */
  setClockAhead(ms: number): void {
    this.#clockAheadMs = ms;
    if (this.#child?.connected) this.#child.send({ clockAheadMs: ms }, () => {});
  }

  /** What it prints that fits, as soon as it does. */
  async printed(pattern: RegExp): Promise<string> {
    const deadline = Date.now() + PRINTED_WITHIN_MS;
    for (;;) {
      const found = pattern.exec(this.#output)?.[0];
      if (found !== undefined) return found;
      if (Date.now() > deadline)
        throw new Error(`the server did not print ${pattern}:\n${this.#output}`);
      await pause(40);
    }
  }

  async start(): Promise<void> {
    const shifting = this.#options.shiftingClock === true;
    const clock = shifting ? ['--import', shiftingClock] : [];
    const child = spawn(
      process.execPath,
      [...clock, this.#options.program ?? 'apps/server/dist/main.js'],
      {
        cwd: root,
        env: {
          ...process.env,
          PORT: String(this.#options.port),
          HOST: '127.0.0.1',
          BATON_DATA: this.#options.dataDir,
          ...this.#options.env,
          ...(shifting && { CLOCK_AHEAD_MS: String(this.#clockAheadMs) }),
        },
        stdio: ['ignore', 'pipe', 'pipe', ...(shifting ? (['ipc'] as const) : [])],
      },
    );
    child.stdout?.on('data', (data: Buffer) => this.#hear(data));
    child.stderr?.on('data', (data: Buffer) => this.#hear(data));
    child.once('exit', (code, signal) => {
      this.#output += `(the server ended: ${code === null ? signal : `exit code ${code}`})\n`;
    });
    this.#child = child;
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) {
        const how = child.exitCode ?? child.signalCode;
        throw new Error(`the server ended with ${how}:\n${this.#output.slice(-3000)}`);
      }
      if (await this.#ready()) return;
      await pause(40);
    }
    throw new Error(`the server was not ready in time:\n${this.#output.slice(-3000)}`);
  }

  /** kill -9, and wait until the process is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** As Ctrl-C does. Resolves with its exit code; null when it was not running. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return null;
    const gone = new Promise<number | null>((done) => child.once('exit', done));
    child.kill(signal);
    return gone;
  }

  async #ready(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.base}/readyz`, { signal: AbortSignal.timeout(1_000) });
      await answer.arrayBuffer();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  #hear(data: Buffer): void {
    const text = String(data);
    this.#output = (this.#output + text).slice(-200_000);
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    const { keeps } = this.#options;
    if (keeps !== undefined) this.#kept.push(...lines.filter((line) => keeps.test(line)));
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') done(address.port);
        else fail(new Error('no port'));
      });
    });
  });
}
