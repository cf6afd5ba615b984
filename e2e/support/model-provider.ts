/** The testkit's model provider as a process of its own: quotes the passages it is shown, word by word. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from './server-under-test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ModelProvider {
  /** What an owner enters as the address of an OpenAI-compatible server. */
  url: string;
  stop(): void;
}

/** `delay`: milliseconds between words. */
export async function startModelProvider(delay: number): Promise<ModelProvider> {
  const port = await freePort();
  const script = 'packages/testkit/src/fakes/provider/main.ts';
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, '--port', String(port), '--delay', String(delay)],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the model provider ended with ${code}`)));
    child.stdout.on('data', (data: Buffer) => {
      const said = /A fake provider at (\S+);/.exec(String(data))?.[1];
      if (said) done(said);
    });
  });
  return { url, stop: () => void child.kill('SIGTERM') };
}
