import { FILE_ENDINGS, LIMITS } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED } from './drop-zone.tsx';
import { batches, FILES_PER_UPLOAD, LARGEST_FILE, sortFiles } from './upload-batches.ts';

const file = (size: number, name = `${size}.md`) => ({ name, size });

describe('files to upload', () => {
  it('have the limits that the server has', () => {
    expect(LARGEST_FILE).toBe(LIMITS.documentBytes);
    expect(FILES_PER_UPLOAD).toBe(LIMITS.documentsPerUpload);
  });

  it('are of the kinds that the server reads', () => {
    expect(ACCEPTED.split(',')).toEqual([...FILE_ENDINGS]);
  });

  it('that are empty or too large are refused here, by name', () => {
    const { good, refused } = sortFiles([
      file(0, 'a.md'),
      file(5, 'b.md'),
      file(LARGEST_FILE + 1, 'c.md'),
    ]);
    expect(good.map(({ name }) => name)).toEqual(['b.md']);
    expect(refused.map(({ name }) => name)).toEqual(['a.md', 'c.md']);
  });

  it('law: every file is in exactly one batch, in order, and no batch is more than the server takes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: LARGEST_FILE }), { maxLength: 80 }),
        (sizes) => {
          const files = sizes.map((size) => file(size));
          const all = batches(files);
          expect(all.flat()).toEqual(files);
          for (const batch of all) {
            expect(batch.length).toBeLessThanOrEqual(FILES_PER_UPLOAD);
            expect(batch.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(
              LIMITS.uploadBytes,
            );
          }
        },
      ),
    );
  });
});
