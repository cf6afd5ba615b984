import { beforeEach, describe, expect, it } from 'vitest';
import { beginListening, forgetBeginning, isBefore, isTooOld } from './cursor.ts';

describe('a place in the feed', () => {
  it('comes before another by transaction, then by position, counted as numbers', () => {
    expect(isBefore('9.1', '10.1')).toBe(true);
    expect(isBefore('10.1', '9.99')).toBe(false);
    expect(isBefore('10.9', '10.10')).toBe(true);
    expect(isBefore('10.10', '10.10')).toBe(false);
    expect(isBefore('18446744073709551614.1', '18446744073709551615.0')).toBe(true);
  });
});

describe('where to begin listening', () => {
  beforeEach(forgetBeginning);

  it('is the oldest of the answers that opened the screen', () => {
    for (const cursor of ['7.2', '5.1', '6.0']) expect(isTooOld(cursor)).toBe(false);
    expect(beginListening()).toBe('5.1');
  });

  it('is nowhere yet when nothing with a cursor was read', () => {
    expect(beginListening()).toBeNull();
  });

  it('makes an answer from before it too old, once it listens', () => {
    isTooOld('5.1');
    beginListening();
    expect(isTooOld('4.9')).toBe(true);
    expect(isTooOld('5.1')).toBe(false);
    expect(isTooOld('8.0')).toBe(false);
  });
});
