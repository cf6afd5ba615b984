import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findDocuments } from './find-documents.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton find '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(...files: string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), file);
  }
}
const names = async (...paths: string[]) =>
  (await findDocuments(paths)).documents.map(({ name }) => name);

test('of a folder, its documents and those below are taken, in the order of their names', async () => {
  await put('docs/b.md', 'docs/a.html', 'docs/billing/refunds.TXT');
  await put('docs/logo.png', 'docs/.draft.md', 'docs/.git/x.md', 'docs/node_modules/x.md');
  const { documents, left } = await findDocuments([join(folder, 'docs')]);
  expect(documents.map(({ name }) => name)).toEqual(['a.html', 'b.md', 'billing/refunds.TXT']);
  expect(left).toEqual([join(folder, 'docs/logo.png')]);
});

test('a file that is named is taken, whatever it is called', async () => {
  await put('notes.log');
  expect(await names(join(folder, 'notes.log'))).toEqual(['notes.log']);
});

test('two documents never get the same name, so that none replaces the other', async () => {
  await put('one/faq.md', 'two/faq.md');
  expect(await names(join(folder, 'one'), join(folder, 'two'))).toEqual(['faq.md', 'two/faq.md']);
});

test('paths that lead nowhere are told, not thrown', async () => {
  expect((await findDocuments([join(folder, 'nothing')])).missing).toHaveLength(1);
});

test('a link that leads back up does not go round for ever', async () => {
  await put('docs/a.md');
  await symlink(join(folder, 'docs'), join(folder, 'docs', 'again'));
  await symlink(join(folder, 'docs', 'a.md'), join(folder, 'docs', 'b.md'));
  expect(await names(join(folder, 'docs'))).toEqual(['a.md', 'b.md']);
});
