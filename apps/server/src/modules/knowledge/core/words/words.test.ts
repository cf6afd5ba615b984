import { describe, expect, test } from 'vitest';
import { detectLanguage } from './languages.ts';
import { stem } from '../../stemming.ts';
import { wordsOf } from './words.ts';

const texts = (text: string): string[] => wordsOf(text).map((word) => word.text);

describe('words', () => {
  test('case and accents do not count', () => {
    expect(texts('Crème BRÛLÉE Straße')).toEqual(['creme', 'brulee', 'strasse']);
  });

  test('compounds count in parts and as one', () => {
    expect(texts('Wi-Fi')).toEqual(['wi', 'fi', 'wifi']);
    expect(texts('GitHub')).toEqual(['git', 'hub', 'github']);
    expect(texts('e-mail')).toContain('email');
  });

  test('apostrophes split nothing', () => {
    expect(texts("don't the customer's")).toEqual(['dont', 'the', 'customer']);
  });

  test('scripts without spaces are segmented', () => {
    expect(texts('返品の方法').length).toBeGreaterThan(1);
    expect(texts('คืนเงินอย่างไร').length).toBeGreaterThan(1);
  });

  test('positions lead back to the text', () => {
    const text = 'Reset the Wi-Fi password';
    for (const word of wordsOf(text))
      expect(text.slice(word.start, word.end).toLowerCase().replace('-', '')).toBe(word.text);
  });
});

describe('languages', () => {
  test.each([
    ['How do I cancel my subscription and get a refund?', 'en'],
    ['Wie kann ich mein Abonnement kündigen und das Geld zurück bekommen?', 'de'],
    ['Comment est-ce que je peux annuler mon abonnement ?', 'fr'],
    ['¿Cómo puedo cancelar mi suscripción y los pagos?', 'es'],
  ])('%s', (text, language) => {
    expect(detectLanguage(texts(text), 'en')).toBe(language);
  });

  test('inflected forms share a stem', () => {
    expect(stem('refunds', 'en')).toBe(stem('refunded', 'en'));
    expect(stem('rechnungen', 'de')).toBe(stem('rechnung', 'de'));
    expect(stem('commandes', 'fr')).toBe(stem('commande', 'fr'));
  });
});
