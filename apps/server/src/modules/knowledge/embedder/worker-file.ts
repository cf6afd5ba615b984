// Where the worker's code lies: embedder-worker.js beside the bundle, or, when run from source, the
// TypeScript beside this file, started through tsx whoever started us (Node 20 reads no TypeScript,
// and a worker does not inherit its parent's loader).

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export function findWorkerFile(): URL {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith('.ts')) return throughTsx(new URL('./embedder-worker.ts', import.meta.url));
  for (let folder = dirname(here); ; folder = dirname(folder)) {
    for (const candidate of [
      join(folder, 'embedder-worker.js'),
      join(folder, 'apps', 'server', 'dist', 'embedder-worker.js'),
    ])
      if (existsSync(candidate)) return pathToFileURL(candidate);
    if (folder === dirname(folder))
      throw new Error('embedder-worker.js was not found beside the bundle: build again');
  }
}

function throughTsx(entry: URL): URL {
  const api = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href;
  const code = `import { register } from ${JSON.stringify(api.replace(/\.cjs$/, '.mjs'))};
register();
await import(${JSON.stringify(entry.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
