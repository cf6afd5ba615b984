// Which languages the documents are in, and so which a question may be in.

import { detectLanguage, type Language } from './languages.ts';
import { wordsOf } from './words.ts';

const MOST_LANGUAGES = 3;
const MOST_LETTERS = 2_000;

export class SpokenLanguages {
  private readonly documents = new Map<Language, number>();

  count(language: Language, change: 1 | -1): void {
    this.documents.set(language, (this.documents.get(language) ?? 0) + change);
  }

  main(): Language {
    return this.present()[0] ?? 'en';
  }

  /** A question's words are stemmed as its own language and each of the documents' stems them. */
  of(question: string): Language[] {
    const words = wordsOf(question.slice(0, MOST_LETTERS)).map((word) => word.text);
    return [
      ...new Set([detectLanguage(words, this.main()), ...this.present().slice(0, MOST_LANGUAGES)]),
    ];
  }

  private present(): Language[] {
    return [...this.documents]
      .filter(([, documents]) => documents > 0)
      .sort((a, b) => b[1] - a[1])
      .map(([language]) => language);
  }
}
