import type { AssistFrame } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import {
  afterEnd,
  afterFrame,
  type AssistRun,
  type Assisted,
  isUntouched,
  unsupportedIn,
} from './assist-state.ts';

const task = { kind: 'reply' } as const;
const asked: AssistRun = { is: 'writing', task, text: '' };
const text = (words: string): AssistFrame => ({ type: 'text', text: words });
const done = (words: string, unsupported: string[] = []): AssistFrame => ({
  type: 'done',
  text: words,
  sources: [],
  by: 'model',
  unsupported,
});
const after = (...frames: AssistFrame[]) => frames.reduce(afterFrame, asked);

describe('a draft', () => {
  it('grows, and is replaced by its whole when that is checked', () => {
    expect(after(text('Hello '), text('Ada.'))).toMatchObject({ text: 'Hello Ada.' });
    expect(after(text('Hello Ada. It costs 5.'), done('Hello Ada.'))).toMatchObject({
      is: 'done',
      text: 'Hello Ada.',
    });
  });

  it('that fails says why and changes nothing more, whatever comes late', () => {
    const failed = after(text('Hel'), {
      type: 'failed',
      code: 'needs_model',
      words: 'This needs a language model.',
    });
    expect(failed).toMatchObject({ is: 'failed', code: 'needs_model' });
    expect(afterFrame(failed, done('Hello'))).toBe(failed);
  });

  it('that ends without its last word broke off', () => {
    expect(afterEnd(after(text('Hel')))).toMatchObject({ is: 'failed', code: 'broken_stream' });
    const whole = after(done('Hello'));
    expect(afterEnd(whole)).toBe(whole);
  });

  it('of nothing is no draft: the composer keeps what it has', () => {
    expect(after(done('  '))).toMatchObject({ is: 'failed', code: 'nothing' });
  });

  it('that was stopped hears nothing any more', () => {
    expect(afterFrame({ is: 'idle' }, text('late'))).toEqual({ is: 'idle' });
  });
});

describe('a draft in the composer', () => {
  const assisted: Assisted = {
    task: 'reply',
    before: 'mine',
    text: 'Yes. It is free.',
    sources: [],
    unsupported: ['It is free.'],
  };

  it('is marked until a letter of it changes', () => {
    expect(isUntouched(assisted, 'Yes. It is free.')).toBe(true);
    expect(isUntouched(assisted, 'Yes. It is free!')).toBe(false);
    expect(isUntouched(undefined, '')).toBe(false);
  });

  it('has its unfounded sentences pointed at until they are gone', () => {
    expect(unsupportedIn(assisted, 'Sure. It is free.').inText).toEqual(['It is free.']);
    expect(unsupportedIn(assisted, 'Sure.')).toEqual({ inText: [], leftOut: [] });
  });

  it('says which sentences were left out of it, as long as it is as it came', () => {
    const shortened = { ...assisted, text: 'Yes.' };
    expect(unsupportedIn(shortened, 'Yes.').leftOut).toEqual(['It is free.']);
    expect(unsupportedIn(shortened, 'Yes, sure.').leftOut).toEqual([]);
  });
});
