import { expect, it, vi } from 'vitest';
import { readSeldom } from './read-seldom.ts';

function reader(read: () => Promise<void>, { freshMs = 60_000, patienceMs = 5_000 } = {}) {
  const ended = vi.fn<(error: unknown) => void>();
  return { refresh: readSeldom({ freshMs, patienceMs, read, ended }), ended };
}

it('many who ask at once, or soon after, cause one reading', async () => {
  const read = vi.fn(async () => {});
  const { refresh, ended } = reader(read);
  await Promise.all(Array.from({ length: 20 }, refresh));
  await refresh();
  expect(read).toHaveBeenCalledOnce();
  expect(ended.mock.calls).toEqual([[null]]);
});

it('what is no longer fresh is read again', async () => {
  const read = vi.fn(async () => {});
  const { refresh } = reader(read, { freshMs: 0 });
  await refresh();
  await refresh();
  expect(read).toHaveBeenCalledTimes(2);
});

it('a reading that fails or takes too long is told, and nobody waits for it', async () => {
  const broken = reader(async () => {
    throw new Error('away');
  });
  await broken.refresh();
  expect(broken.ended).toHaveBeenCalledWith(expect.objectContaining({ message: 'away' }));
  let finish = () => {};
  const slow = reader(() => new Promise<void>((resolve) => (finish = resolve)), { patienceMs: 5 });
  await slow.refresh();
  expect(slow.ended).toHaveBeenCalledWith(
    expect.objectContaining({ message: 'the database took too long' }),
  );
  finish();
  await vi.waitFor(() => expect(slow.ended).toHaveBeenLastCalledWith(null));
});
