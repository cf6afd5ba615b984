import { Voice } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { INSTRUCTIONS_LIMIT, languages, withExample } from './voice-words.ts';

const voice = (more: Partial<Voice>) =>
  Voice.safeParse({
    tone: 'friendly',
    length: 'short',
    language: 'customer',
    instructions: '',
    ...more,
  }).success;

describe('what a voice offers', () => {
  it('is what the server takes', () => {
    for (const language of languages) expect(voice({ language })).toBe(true);
    expect(voice({ instructions: 'x'.repeat(INSTRUCTIONS_LIMIT) })).toBe(true);
    expect(voice({ instructions: 'x'.repeat(INSTRUCTIONS_LIMIT + 1) })).toBe(false);
  });

  it('puts an example on a line of its own, and none of what was written is lost', () => {
    expect(withExample('', 'Be kind.')).toBe('Be kind.');
    expect(withExample('Be brief.\n\n', 'Be kind.')).toBe('Be brief.\nBe kind.');
  });
});
