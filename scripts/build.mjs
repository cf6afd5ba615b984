// `npm run build`: bundles the server and the command line, builds both screens. Only what is stale,
// unless `--all`; names narrow it (`npm run build -- inbox widget`); `--check` builds nothing and
// answers with its exit code whether everything is fresh (`--json` prints what is not).
//
// The server is bundled with everything beside each other in apps/server/dist, chunks too: code that
// looks for a file near itself is always exactly one folder below apps/server. Packages from npm stay
// outside (native binaries, weights and workers find their files); @baton/* is bundled, being source.
// The command line does not carry a second copy of the server: it imports apps/server/dist/index.js.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root, runNode } from './workshop/run.mjs';
import { complain, dim, green, red, say, seconds } from './workshop/say.mjs';
import { markBuilt, staleTargets, targets } from './workshop/targets.mjs';

/** The server's entries; each becomes apps/server/dist/<name>.js. Every `*-worker.ts` is one. */
function serverEntries() {
  const sources = join(root, 'apps/server/src');
  const workers = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('-worker.ts'))
    .map((file) => [basename(file, '.ts'), join('apps/server/src', file)]);
  return {
    main: 'apps/server/src/main.ts',
    index: 'apps/server/src/index.ts',
    ...Object.fromEntries(workers),
  };
}

/** @type {Record<import('./workshop/targets.mjs').TargetName, () => Promise<string>>} what a tool said; throws when it fails */
const builders = {
  server: () => bundle(serverEntries(), 'apps/server/dist'),
  cli: () => bundle({ main: 'apps/cli/src/main.ts' }, 'apps/cli/dist'),
  inbox: () => tool(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], 'apps/inbox'),
  widget: () => tool(['build.mjs'], 'apps/widget'),
};

/** @param {Record<string, string>} entries @param {string} folder */
async function bundle(entries, folder) {
  const { build } = await import('esbuild');
  const { outputFiles, warnings } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: folder,
    bundle: true,
    splitting: true,
    write: false,
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [onlyOurs],
  });
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  for (const file of outputFiles) writeFileSync(file.path, file.contents);
  return warnings.map((warning) => warning.text).join('\n');
}

/** @type {import('esbuild').Plugin} */
const onlyOurs = {
  name: 'only-ours',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      if (kind === 'entry-point') return undefined;
      if (path === '@baton/server' && importer.startsWith(join(root, 'apps/cli'))) {
        return { path: '../../server/dist/index.js', external: true };
      }
      return path.startsWith('@baton/') ? undefined : { path, external: true };
    });
  },
};

/** @param {string[]} args @param {string} folder */
async function tool(args, folder) {
  const [script = '', ...rest] = args;
  const path = script.startsWith('node_modules/') ? join(root, script) : script;
  const outcome = await runNode([path, ...rest], {
    cwd: join(root, folder),
    env: { NODE_ENV: 'production' },
  });
  if (outcome.code !== 0) throw new Error(outcome.output.trim());
  return '';
}

/** @param {ReturnType<typeof staleTargets>[number]} target */
async function buildOne(target) {
  const began = Date.now();
  try {
    const remarks = await builders[target.name]();
    markBuilt(target);
    say(`${green('built')} ${target.name} ${dim(seconds(Date.now() - began))}`);
    if (remarks) say(remarks);
    return true;
  } catch (fault) {
    complain(`${red('failed')} ${target.name}\n${fault instanceof Error ? fault.message : fault}`);
    return false;
  }
}

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('-'));
const unknown = names.filter((name) => !targets.some((target) => target.name === name));
if (unknown.length > 0) {
  complain(
    `There is no ${unknown.join(', ')} to build: ${targets.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const stale = staleTargets(args.includes('--all')).filter(
  ({ name }) => names.length === 0 || names.includes(name),
);

if (args.includes('--check')) {
  if (args.includes('--json')) say(JSON.stringify({ stale: stale.map(({ name }) => name) }));
  else
    say(
      stale.length === 0 ? 'everything is fresh' : `stale: ${stale.map((t) => t.name).join(', ')}`,
    );
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  // The screens run in processes of their own while the bundles are made here.
  const results = await Promise.all(stale.map(buildOne));
  if (stale.length === 0) say(dim('everything is fresh'));
  process.exitCode = results.every(Boolean) ? 0 : 1;
}
