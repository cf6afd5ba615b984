/**
 * Bundles a program of this bench as the server is bundled when it ships, and starts it. Through tsx
 * every closure carries its name as a property of its own, which costs more than an idle socket.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Within the repository: packages from npm stay outside of the bundle and must be found. */
const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

export interface Program {
  start(args: readonly string[], flags?: readonly string[]): ChildProcess;
  remove(): Promise<void>;
}

/** @param name of a file in this folder, without its ending */
export async function asShipped(name: string): Promise<Program> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'bench-realtime-'));
  const file = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
    plugins: [
      {
        name: 'packages from npm stay outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path }) =>
            path.startsWith('@baton/') ? undefined : { path, external: true },
          ),
      },
    ],
  });
  return {
    start: (args, flags = []) => fork(file, args, { execArgv: [...flags] }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
