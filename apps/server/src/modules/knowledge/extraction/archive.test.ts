import { describe, expect, it } from 'vitest';
import { makeZip } from '../testing/make-zip.ts';
import { safeName } from './open-zip.ts';
import { ARCHIVE_LIMITS, unpackArchive } from './unpack-archive.ts';

const unpack = async (bytes: Buffer, limits = {}) => {
  const read = await unpackArchive('help.zip', bytes, { ...ARCHIVE_LIMITS, ...limits });
  if (!('files' in read)) return read;
  return {
    files: Object.fromEntries(read.files.map(({ name, bytes: its }) => [name, its.toString()])),
    refused: Object.fromEntries(read.refused.map(({ name, detail }) => [name, detail])),
  };
};

describe('an archive', () => {
  it('gives each document in it, and passes over what is none', async () => {
    const zip = makeZip([
      { name: 'faq/returns.md', content: 'Back in 30 days.' },
      { name: 'über uns.txt', content: 'Wir.' },
      { name: 'old.doc', content: 'x' },
      { name: '__MACOSX/faq/._returns.md', content: 'x' },
      { name: '.git/config.md', content: 'x' },
      { name: 'logo.png', content: 'x' },
      { name: 'folder/', content: '' },
    ]);
    expect(await unpack(zip)).toEqual({
      files: {
        'help.zip/faq/returns.md': 'Back in 30 days.',
        'help.zip/über uns.txt': 'Wir.',
        'help.zip/old.doc': 'x',
      },
      refused: {},
    });
  });

  it('within an archive is opened once, and no deeper', async () => {
    const inner = makeZip([
      { name: 'b.md', content: 'B' },
      { name: 'deeper.zip', content: makeZip([{ name: 'c.md', content: 'C' }]) },
    ]);
    expect(await unpack(makeZip([{ name: 'inner.zip', content: inner }]))).toEqual({
      files: { 'help.zip/inner.zip/b.md': 'B' },
      refused: { 'help.zip/inner.zip/deeper.zip': expect.stringContaining('within an archive') },
    });
  });

  it('that would unpack to too much is refused, or the file in it that does', async () => {
    const dense = { name: 'a.md', content: Buffer.alloc(20 * 1024 * 1024) };
    expect(await unpack(makeZip([dense, { name: 'b.md', content: 'B' }]))).toEqual({
      files: { 'help.zip/b.md': 'B' },
      refused: { 'help.zip/a.md': expect.stringContaining('far more') },
    });
    const many = Array.from({ length: 20 }, (_, i) => ({ name: `${i}.md`, content: 'text' }));
    expect(await unpack(makeZip(many), { entries: 19 })).toEqual({ refused: 'too_many' });
    expect(await unpack(makeZip(many), { totalBytes: 70 })).toEqual({ refused: 'too_large' });
    const nested = makeZip([{ name: 'i.zip', content: makeZip(many) }]);
    expect(await unpack(nested, { entries: 19 })).toEqual({ refused: 'too_many' });
  });

  it('with locked files gives the others', async () => {
    const zip = makeZip([
      { name: 'locked.md', content: 'x', flags: 1 },
      { name: 'open.md', content: 'Open.' },
    ]);
    expect(await unpack(zip)).toEqual({
      files: { 'help.zip/open.md': 'Open.' },
      refused: { 'help.zip/locked.md': expect.stringContaining('password') },
    });
  });

  it('that is damaged says so', async () => {
    const zip = makeZip([{ name: 'a.md', content: 'A' }]);
    expect(await unpack(zip.subarray(0, 40))).toEqual({ refused: 'unreadable' });
    expect(await unpack(Buffer.from('PK\x03\x04'))).toEqual({ refused: 'unreadable' });
  });

  it.each([
    ['../../etc/passwd.md', 'etc/passwd.md'],
    ['/root/a.md', 'root/a.md'],
    ['C:\\Windows\\a.md', 'Windows/a.md'],
    ['a/./b//../c.md', 'a/b/c.md'],
    ['..', ''],
  ])('names its files harmlessly: %s', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });
});
