import { describe, expect, it } from 'vitest';
import {
  failures,
  many,
  pageAddress,
  scheduleInWords,
  shortAddress,
  stateInWords,
} from './source-words.ts';

const now = Date.parse('2026-03-02T12:00:00Z');
const website = {
  kind: 'website',
  state: 'idle',
  error: null,
  lastReadAt: null,
  progress: null,
} as const;
const progress = { queued: 79, read: 30, unchanged: 8, skipped: 2, failed: 1 };

describe('the state of a source, in words', () => {
  it('says how far a reading is, and that the end is a guess', () => {
    expect(stateInWords({ ...website, state: 'reading', progress }, now)).toBe(
      'Reading… 41 of about 120 pages',
    );
  });
  it('does not count before there is something to count', () => {
    const first = { queued: 1, read: 0, unchanged: 0, skipped: 0, failed: 0 };
    expect(stateInWords({ ...website, state: 'reading', progress: first }, now)).toBe(
      'Reading… looking for pages',
    );
    expect(stateInWords({ ...website, state: 'reading' }, now)).toBe('Reading… looking for pages');
  });
  it('says since when it is known', () => {
    const read = (lastReadAt: string) => stateInWords({ ...website, lastReadAt }, now);
    expect(read('2026-03-02T11:59:40Z')).toBe('Read just now');
    expect(read('2026-03-02T10:00:00Z')).toBe('Read 2 hours ago');
    expect(read('2026-01-05T10:00:00Z')).toMatch(/^Read on /);
    expect(stateInWords(website, now)).toBe('Not read yet');
  });
  it('says where it was stopped, and what went wrong', () => {
    expect(stateInWords({ ...website, state: 'stopped', progress }, now)).toBe(
      'Stopped after 41 pages',
    );
    const failed = (error: string | null) =>
      stateInWords({ ...website, state: 'failed', error }, now);
    expect(failed('The website asks to sign in.')).toBe(
      'Could not be read: the website asks to sign in.',
    );
    expect(failed('HTTP 500 for every page.')).toBe('Could not be read: HTTP 500 for every page.');
    expect(failed(null)).toBe('Could not be read');
  });
  it('has nothing to say about files, which are read when they come', () => {
    expect(stateInWords({ ...website, kind: 'file' }, now)).toBe('');
  });
});

describe('what a source holds', () => {
  it('is counted in good English', () => {
    expect(many(1, 'document')).toBe('1 document');
    expect(many(1204, 'passage')).toBe('1,204 passages');
    expect(failures({ kind: 'website', failedCount: 1 })).toBe('1 page could not be read');
    expect(failures({ kind: 'file', failedCount: 2 })).toBe('2 documents could not be read');
    expect(failures({ kind: 'file', failedCount: 0 })).toBeNull();
  });
});

describe('when it is read again', () => {
  it('is a promise only where there is one', () => {
    expect(scheduleInWords({ schedule: 'never', nextReadAt: null }, now)).toBe('Only when asked');
    expect(
      scheduleInWords({ schedule: 'weekly', nextReadAt: '2026-03-03T12:00:00Z' }, now),
    ).toMatch(/^Every week, next tomorrow, /);
    expect(scheduleInWords({ schedule: 'daily', nextReadAt: '2026-03-02T11:00:00Z' }, now)).toBe(
      'Every day, next soon',
    );
  });
});

describe('an address', () => {
  it('is short', () => {
    const website = 'https://lumen.example/help';
    expect(pageAddress('https://lumen.example/help/%C3%BCber?a=1', website)).toBe('/help/über?a=1');
    expect(pageAddress('https://blog.lumen.example/a/', website)).toBe('blog.lumen.example/a');
    expect(pageAddress('https://lumen.example/%ff', website)).toBe('lumen.example/%ff');
    expect(shortAddress('https://www.lumen.example/help/')).toBe('lumen.example/help');
  });
});
