/**
 * The server of a release as one small file, and out of it again.
 *
 * `packServer` bundles the checkout's server the way `npm run build` does, minified; packages from
 * npm stay outside. The models it decides with are two megabytes of numbers that rarely change: the
 * file names them by checksum, and `unpackServer` takes them from the checkout (or from the release's
 * own `models/`, where they have changed since) and refuses others. So an old server is its real code
 * with its real models, in a clone without history.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

interface PackedServer {
  /** By path from the root of a checkout. */
  files: Record<string, string>;
  /** Models, by path from the root of a checkout: their SHA-256. */
  models: Record<string, string>;
}

const MODELS = /[/\\]models[/\\][^/\\]+[/\\][^/\\]+\.json$/;
const DIST = 'apps/server/dist';
const MIGRATIONS = 'apps/server/migrations';

/** @param root of the checkout whose server it is */
export async function packServer(root: string): Promise<Buffer> {
  const sources = join(root, 'apps/server/src');
  const workers = (await readdir(sources, { recursive: true, encoding: 'utf8' }))
    .filter((file) => file.endsWith('-worker.ts'))
    .map((file) => [basename(file, '.ts'), join(sources, file)]);
  const models: Record<string, string> = {};
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: {
      main: join(sources, 'main.ts'),
      index: join(sources, 'index.ts'),
      ...Object.fromEntries(workers),
    },
    outdir: join(root, DIST),
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [onlyOurs, modelsStayOutside(root, models)],
  });
  const files: Record<string, string> = {};
  for (const { path, text } of outputFiles) files[relative(root, path)] = text;
  for (const name of await readdir(join(root, MIGRATIONS))) {
    if (!name.endsWith('.sql')) continue;
    files[`${MIGRATIONS}/${name}`] = await readFile(join(root, MIGRATIONS, name), 'utf8');
  }
  const packed: PackedServer = { files, models };
  return brotliCompressSync(JSON.stringify(packed), {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    },
  });
}

/** As in scripts/build.mjs: @baton/* is source, everything else comes from npm. */
const onlyOurs: Plugin = {
  name: 'only-ours',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@baton/') ? undefined : { path, external: true },
    );
  },
};

function modelsStayOutside(root: string, seen: Record<string, string>): Plugin {
  return {
    name: 'models-stay-outside',
    setup({ onLoad }) {
      onLoad({ filter: MODELS }, async ({ path }) => {
        const name = relative(root, path);
        seen[name] = sha256(await readFile(path));
        // Every file of the bundle lies in apps/server/dist.
        return {
          contents: `import { readFileSync } from 'node:fs';
            export default JSON.parse(readFileSync(new URL('../../../${name}', import.meta.url)));`,
          loader: 'js',
        };
      });
    },
  };
}

export interface UnpackOptions {
  packed: Buffer;
  /** Becomes a small checkout of that release, inside of `root` (whose node_modules it uses). */
  into: string;
  /** Where models are looked for, in this order. */
  modelsFrom: readonly string[];
}

/** Resolves with the server's main module. Unpacked once, whoever comes at the same time. */
export async function unpackServer({ packed, into, modelsFrom }: UnpackOptions): Promise<string> {
  const main = join(into, DIST, 'main.js');
  const stamp = join(into, 'packed.sha256');
  const wanted = sha256(packed);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return main;
  const { files, models } = JSON.parse(
    brotliDecompressSync(packed).toString('utf8'),
  ) as PackedServer;
  const draft = `${into}.${process.pid}`;
  const put = async (path: string, content: string | Buffer) => {
    await mkdir(dirname(join(draft, path)), { recursive: true });
    await writeFile(join(draft, path), content);
  };
  for (const [path, content] of Object.entries(files)) await put(path, content);
  for (const [path, checksum] of Object.entries(models)) {
    await put(path, await modelWith(path, checksum, modelsFrom));
  }
  await put('packed.sha256', wanted);
  await rm(into, { recursive: true, force: true });
  await rename(draft, into).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(stamp)) throw error;
  });
  return main;
}

async function modelWith(
  path: string,
  checksum: string,
  roots: readonly string[],
): Promise<Buffer> {
  for (const root of roots) {
    const content = await readFile(join(root, path)).catch(() => null);
    if (content !== null && sha256(content) === checksum) return content;
  }
  throw new Error(
    `${path} is another than the release had. Keep its old one beside the release: ` +
      `e2e/upgrade/README.md says how.`,
  );
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
