// Where a worker thread's code lies: <name>.js beside the bundle, or, when run from source, the
// TypeScript file, started through tsx whoever started us (Node 20 reads no TypeScript, and a
// worker does not inherit its parent's loader).

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `source`: the file beneath this folder; its base name is the bundle's. */
export function findWorkerFile(source: string): URL {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith('.ts')) return throughTsx(new URL(source, import.meta.url));
  const name = (source.split('/').at(-1) as string).replace(/\.ts$/, '.js');
  for (let folder = dirname(here); ; folder = dirname(folder)) {
    for (const candidate of [join(folder, name), join(folder, 'apps', 'server', 'dist', name)])
      if (existsSync(candidate)) return pathToFileURL(candidate);
    if (folder === dirname(folder))
      throw new Error(`${name} was not found beside the bundle: build again`);
  }
}

function throughTsx(entry: URL): URL {
  const api = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href;
  const code = `import { register } from ${JSON.stringify(api.replace(/\.cjs$/, '.mjs'))};
register();
await import(${JSON.stringify(entry.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
