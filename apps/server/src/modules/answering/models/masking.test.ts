import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailOf, MOST_DETAIL, withoutKeys } from './masking.ts';

describe('keys', () => {
  it.each([
    'sk-proj-abcDEF123456',
    'sk-ant-api03-abc_DEF-123',
    'gsk_abcdefghij0123456789',
    'hf_abcdefghijkl',
    'AIzaSyA-0123456789abcdef',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.abc-_123',
    'sk-ab***********yz',
    'abc***********xyz',
    '0123456789abcdef0123456789abcdef',
  ])('%s is recognised by its looks', (key) => {
    const safe = withoutKeys(
      `Incorrect API key provided: ${key}. You can find yours online.`,
      null,
    );
    expect(safe).toBe('Incorrect API key provided: [key]. You can find yours online.');
  });

  it('words stay words', () => {
    const words =
      'The model `gpt-4o-mini-2024-07-18` does not exist; max_tokens must be under 4096, you asked for 5000.';
    expect(withoutKeys(words, 'ollama')).toBe(words);
  });

  it('the key itself is gone, whatever stands around it and wherever the words are cut', () => {
    const key = fc
      .stringMatching(/^[A-Za-z0-9_+/=."\\ -]{8,60}$/)
      .filter((key) => key.trim().length >= 8);
    fc.assert(
      fc.property(key, fc.string(), fc.nat(600), (secret, around, at) => {
        const words = `${'x '.repeat(at)}${around}${secret}${around}`;
        const detail = detailOf(words, secret) ?? '';
        expect(detail.length).toBeLessThanOrEqual(MOST_DETAIL);
        fc.pre(
          !around.includes(secret) &&
            !'x '.repeat(40).includes(secret) &&
            !'[key]'.includes(secret),
        );
        expect(detail).not.toContain(secret);
      }),
    );
  });

  it('one line, or nothing', () => {
    expect(detailOf(' two\n lines ', null)).toBe('two lines');
    expect(detailOf(' \n', null)).toBeNull();
    expect(detailOf(null, null)).toBeNull();
  });
});
