import { describe, expect, it } from 'vitest';
import { phrasesIn, withPhrases } from './phrase-lines.ts';

describe('pasted phrases', () => {
  it('are one a line, without the marks of a list, quotes or doubles', () => {
    const pasted =
      '- I want my money back\r\n\n2) “You charged me twice”\n* I want my money back\n';
    expect(phrasesIn(pasted)).toEqual(['I want my money back', 'You charged me twice']);
  });

  it('keep quotes inside a sentence, and numbers that belong to it', () => {
    expect(phrasesIn('it said "paid" twice\n3 lamps are broken')).toEqual([
      'it said "paid" twice',
      '3 lamps are broken',
    ]);
  });

  it('are not added twice, whatever their case', () => {
    expect(withPhrases(['Refund me'], ['refund me ', 'pay me back'])).toEqual([
      'Refund me',
      'pay me back',
    ]);
  });
});
