import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the embedding engine leaves no trace of its own in the home or the temporary folder', async () => {
  const home = await mkdtemp(join(tmpdir(), 'baton-quiet-'));
  try {
    const door = pathToFileURL(join(import.meta.dirname, 'embedder/worker-embedder.ts')).href;
    const script = `
      const { openEmbedder } = await import(${JSON.stringify(door)});
      const embedder = await openEmbedder();
      await embedder.embed(['How do I reset my lamp?'], 'query');
      console.log(embedder.id);
      await embedder.close();`;
    const env = { PATH: process.env['PATH'], HOME: home, TMPDIR: home, TSX_DISABLE_CACHE: '1' };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { cwd: import.meta.dirname, env },
    );
    expect(stdout).toContain('minilm');
    expect((await readdir(home, { recursive: true })).filter(aTraceOfTelemetry)).toEqual([]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}, 60_000);

const aTraceOfTelemetry = (path: string): boolean => /Microsoft|onnxruntime|mat-debug/.test(path);
