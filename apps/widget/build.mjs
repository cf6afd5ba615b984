// `node build.mjs [--sizes]`: one IIFE, `dist/widget.js`; the words of the languages that it does not
// carry, `dist/words/*.json`; and the demo page. Prints what the script weighs, and fails when it
// weighs more than a page should have to carry.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
// Preact and its hooks are 6 kB of it, styles 5, Markdown 2, English 1.
const LIMIT_KB = 32;

const target = ['es2022', 'safari16'];

/** Style sheets become their minified text, to be adopted by the shadow root. */
const cssAsText = {
  name: 'css-as-text',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /widget\.css$/ }, async ({ path }) => {
      const { outputFiles, metafile } = await bundle({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
        target,
      });
      const watchFiles = Object.keys(metafile.inputs);
      return { contents: outputFiles[0]?.text.trim() ?? '', loader: 'text', watchFiles };
    });
  },
};

const { spokenHere, wordsOf } = await importSource('src/text/words.ts');

/** The script carries English alone: see `src/text/english.ts`. */
const onlyEnglish = {
  name: 'only-english',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /text\/english\.ts$/ }, () => {
      const others = spokenHere.filter((language) => language !== 'en');
      const known = { english: wordsOf('en'), others };
      const contents = Object.entries(known).map(
        ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
      );
      return { contents: contents.join('\n'), loader: 'js' };
    });
  },
};

const { metafile } = await bundle({
  absWorkingDir: here,
  entryPoints: ['src/main.tsx'],
  outfile: 'dist/widget.js',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target,
  // The short form of elements: nothing of it repeats "children".
  tsconfigRaw: {
    compilerOptions: { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' },
  },
  inject: [fileURLToPath(import.meta.resolve('preact'))],
  minify: true,
  legalComments: 'none',
  metafile: true,
  plugins: [cssAsText, onlyEnglish],
});

const inputs = Object.keys(metafile.inputs);
if (inputs.some((path) => path.includes('/zod/'))) {
  throw new Error('The widget must import types only from @baton/protocol: zod is in the bundle');
}

mkdirSync(join(dist, 'words'), { recursive: true });
for (const language of spokenHere) {
  if (language === 'en') continue;
  writeFileSync(join(dist, `words/${language}.json`), JSON.stringify(wordsOf(language)));
}
writeFileSync(join(dist, 'demo.html'), demoPage());

const script = readFileSync(join(dist, 'widget.js'));
const weight = gzipSync(script, { level: 9 }).length / 1024;
say(`widget.js ${kb(script.length / 1024)}, ${kb(weight)} gzip (limit ${LIMIT_KB} kB)`);
if (process.argv.includes('--sizes')) {
  const [output] = Object.values(metafile.outputs);
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {}).toSorted(
    ([, a], [, b]) => b.bytesInOutput - a.bytesInOutput,
  )) {
    say(`${String(bytesInOutput).padStart(7)}  ${path}`);
  }
}
if (weight > LIMIT_KB) throw new Error(`The widget weighs ${kb(weight)}, more than ${LIMIT_KB} kB`);

/** The demo page with its styles inside: the server then has one file to serve. */
function demoPage() {
  const css = readFileSync(join(here, 'demo/demo.css'), 'utf8');
  const link = '<link rel="stylesheet" href="demo.css" />';
  const html = readFileSync(join(here, 'demo/demo.html'), 'utf8');
  if (!html.includes(link)) throw new Error(`demo.html has no ${link} to replace`);
  return html.replace(link, () => `<style>\n${css}</style>`);
}

/**
 * A module of the sources, to be asked rather than bundled.
 * @param {string} path
 * @returns {Promise<typeof import('./src/text/words.ts')>}
 */
async function importSource(path) {
  const { outputFiles } = await bundle({
    entryPoints: [join(here, path)],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = outputFiles[0]?.text ?? '';
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {number} kilobytes */
function kb(kilobytes) {
  return `${kilobytes.toFixed(1)} kB`;
}
