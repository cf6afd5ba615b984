// Everything one AI agent knows, in memory and ready to be asked: words, vectors and the documents
// they belong to. Pure: it is fed documents and vectors, and asked questions with their vector.

import { WrittenWords } from './correction.ts';
import { headingText } from './embedding-text.ts';
import { measureEvidence } from './evidence.ts';
import { detectLanguage, type Language, type Stem } from './languages.ts';
import { LexicalIndex, type PassageFields } from './lexical-index.ts';
import { plainText } from './plain-text.ts';
import { parseQuery } from './query.ts';
import type { QueryTerm } from './query-term.ts';
import {
  type Candidate,
  factsOfCandidates,
  rank,
  type RankingFacts,
  type RankingInput,
} from './ranking.ts';
import type { RetrievedPassage, Retrieval } from './retrieval.ts';
import { VectorTable } from './vector-table.ts';
import { Vocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';

export interface IndexedDocument {
  id: string;
  title: string;
  url: string | null;
  passages: IndexedPassage[];
}

export interface IndexedPassage {
  id: string;
  trail: string[];
  heading: string;
  markdown: string;
  /** Asked for by these too: pinned questions, and headings it would stand under as well. */
  questions?: readonly string[];
}

interface Entry {
  document: DocumentEntry;
  passage: IndexedPassage;
  fields: PassageFields;
  /** Keys of `headingSlots`: of its title and headings, and of each of its questions. */
  headingKeys: string[];
}

interface DocumentEntry {
  id: string;
  title: string;
  url: string | null;
  language: Language;
  slots: number[];
}

export interface SearchOptions {
  limit: number;
  /** Null asks by words alone. */
  queryVector: Float32Array | null;
  /** Documents to leave out, for evaluation and replay. */
  withoutDocuments?: ReadonlySet<string> | undefined;
}

const CANDIDATES = 50;

/** The two vectors of a passage; see embedding-text.ts. */
export interface PassageVectors {
  text: Float32Array;
  heading: Float32Array;
  /** One for each of its questions, in their order. */
  questions?: readonly Float32Array[];
}

export class PassageIndex {
  private readonly entries: (Entry | null)[] = [];
  private readonly documents = new Map<string, DocumentEntry>();
  private readonly slotOf = new Map<string, number>();
  private readonly words: LexicalIndex;
  private readonly vocabulary: Vocabulary;
  private readonly vectors: VectorTable;
  private readonly headings: VectorTable;
  /** Of each distinct heading text and question, its slot in `headings`. */
  private readonly headingSlots = new Map<string, number>();
  private readonly written = new WrittenWords();
  private readonly isCommonWord: (word: string) => boolean;
  private readonly languageCounts = new Map<Language, number>();
  private embedded = 0;
  /** Slots of removed passages, until a rebuild. */
  private dead = 0;

  /** `isCommonWord` keeps everyday words from being taken for slips of the documents' words. */
  constructor(
    dimensions: number,
    stem: Stem,
    isCommonWord: (word: string) => boolean = () => true,
  ) {
    this.words = new LexicalIndex(stem);
    this.vocabulary = new Vocabulary(this.words);
    this.vectors = new VectorTable(dimensions);
    this.headings = new VectorTable(dimensions);
    this.isCommonWord = isCommonWord;
  }

  get passageCount(): number {
    return this.words.size;
  }

  get documentCount(): number {
    return this.documents.size;
  }

  /** So much of the index is remains of removed passages that loading it anew pays. */
  get isWorn(): boolean {
    return this.dead > 1_000 && this.dead > this.words.size;
  }

  /** Adds a document, or takes the place of an earlier state of it. */
  put(document: IndexedDocument): void {
    this.remove(document.id);
    const bodies = document.passages.map((passage) => plainText(passage.markdown));
    const sample = wordsOf(bodies.join('\n').slice(0, 4_000)).map((word) => word.text);
    const entry: DocumentEntry = {
      id: document.id,
      title: document.title,
      url: document.url,
      language: detectLanguage(sample, this.mainLanguage()),
      slots: [],
    };
    this.documents.set(document.id, entry);
    this.count(entry.language, 1);
    document.passages.forEach((passage, i) => {
      const slot = this.entries.length;
      const fields: PassageFields = {
        title: document.title,
        heading: [...passage.trail, passage.heading, ...(passage.questions ?? [])].join('\n'),
        body: bodies[i] as string,
      };
      this.entries.push({
        document: entry,
        passage,
        fields,
        headingKeys: [headingText(document.title, passage), ...(passage.questions ?? [])],
      });
      this.written.add(writtenIn(fields), 1);
      entry.slots.push(slot);
      this.slotOf.set(passage.id, slot);
      this.words.add(slot, fields, entry.language);
    });
  }

  remove(documentId: string): void {
    const document = this.documents.get(documentId);
    if (!document) return;
    for (const slot of document.slots) {
      const { passage, fields } = this.entries[slot] as Entry;
      this.words.remove(slot, fields, document.language);
      this.written.add(writtenIn(fields), -1);
      if (this.vectors.has(slot)) this.embedded -= 1;
      this.vectors.clear(slot);
      this.slotOf.delete(passage.id);
      this.entries[slot] = null;
      this.dead += 1;
    }
    this.documents.delete(documentId);
    this.count(document.language, -1);
  }

  /** Ignored for a passage that is not (or no longer) here. */
  setVectors(passageId: string, { text, heading, questions = [] }: PassageVectors): void {
    const slot = this.slotOf.get(passageId);
    if (slot === undefined) return;
    if (!this.vectors.has(slot)) this.embedded += 1;
    this.vectors.set(slot, text);
    (this.entries[slot] as Entry).headingKeys.forEach((key, i) => {
      const vector = i === 0 ? heading : questions[i - 1];
      if (!vector || this.headingSlots.has(key)) return;
      this.headings.set(this.headingSlots.size, vector);
      this.headingSlots.set(key, this.headingSlots.size);
    });
  }

  /** The question with slips of the pen put right: what should be turned into its vector. */
  corrected(question: string): string {
    return this.written.corrected(question, this.isCommonWord);
  }

  search(question: string, options: SearchOptions): Retrieval {
    const { terms, hits, input } = this.prepared(question, options);
    const ranked = this.withoutRepeats(rank(input, CANDIDATES));
    const evidence = measureEvidence({
      ranked,
      hits,
      terms,
      documentOf: (slot) => (this.entries[slot] as Entry).document,
      passageCount: this.passageCount,
      documentCount: this.documentCount,
      embeddedShare: this.passageCount === 0 ? 0 : this.embedded / this.passageCount,
      highestIdf: this.words.idf(0),
    });
    const passages = ranked
      .slice(0, options.limit)
      .map((candidate) => this.retrieved(candidate, terms, hits.covered));
    return { question, passages, evidence };
  }

  /** What ranking knows of each candidate, for fitting its weights. */
  facts(
    question: string,
    options: Omit<SearchOptions, 'limit'>,
  ): { passageId: string; facts: RankingFacts }[] {
    return factsOfCandidates(this.prepared(question, options).input).map(({ slot, facts }) => ({
      passageId: (this.entries[slot] as Entry).passage.id,
      facts,
    }));
  }

  private prepared(
    question: string,
    { queryVector, withoutDocuments: without }: Omit<SearchOptions, 'limit'>,
  ) {
    const terms = parseQuery(question, this.languages(question), this.vocabulary);
    const hits = this.words.search(terms);
    const idf = terms.reduce((sum, term) => sum + term.idf, 0);
    const input: RankingInput = {
      hits,
      cosines: queryVector ? this.vectors.cosines(queryVector, this.entries.length) : null,
      headingCosineOf: (slot) =>
        queryVector ? this.headingCosineOf(slot, queryVector) : Number.NaN,
      coverageOf: (bits) => (idf > 0 ? coveredIdf(terms, bits) / idf : 0),
      documentOf: (slot) => (this.entries[slot] as Entry).document,
      isWanted: (slot) => !without?.has((this.entries[slot] as Entry).document.id),
    };
    return { terms, hits, input };
  }

  /**
   * The same text under the same heading in two documents is one find: the better placed stays.
   * Else a copy would look like doubt, as a second best that is as good as the best.
   */
  private withoutRepeats(ranked: Candidate[]): Candidate[] {
    const seen = new Set<string>();
    return ranked.filter(({ slot }) => {
      const { fields, passage } = this.entries[slot] as Entry;
      const text = `${passage.heading}\n${fields.body}`.toLowerCase().replace(/\s+/g, ' ');
      return !seen.has(text) && seen.add(text);
    });
  }

  private headingCosineOf(slot: number, vector: Float32Array): number {
    let best = Number.NaN;
    for (const key of (this.entries[slot] as Entry).headingKeys) {
      const at = this.headingSlots.get(key);
      const cosine = at === undefined ? Number.NaN : this.headings.cosine(at, vector);
      if (!(cosine <= best)) best = Number.isNaN(cosine) ? best : cosine;
    }
    return best;
  }

  private retrieved(
    candidate: Candidate,
    terms: QueryTerm[],
    covered: Int32Array,
  ): RetrievedPassage {
    const { document, passage } = this.entries[candidate.slot] as Entry;
    const bits = covered[candidate.slot] as number;
    return {
      passageId: passage.id,
      documentId: document.id,
      documentTitle: document.title,
      url: document.url,
      trail: passage.trail,
      heading: passage.heading,
      text: passage.markdown,
      score: candidate.score,
      lexical: candidate.lexical,
      cosine: Number.isNaN(candidate.cosine) ? null : candidate.cosine,
      matchedTerms: terms.filter((_, i) => (bits & (1 << i)) !== 0).map((term) => term.word),
    };
  }

  private count(language: Language, change: number): void {
    this.languageCounts.set(language, (this.languageCounts.get(language) ?? 0) + change);
  }

  private mainLanguage(): Language {
    const [first] = [...this.languageCounts].sort((a, b) => b[1] - a[1]);
    return first?.[0] ?? 'en';
  }

  /** The question's words are stemmed as each language of the documents stems them. */
  private languages(question: string): Language[] {
    const present = [...this.languageCounts]
      .filter(([, documents]) => documents > 0)
      .sort((a, b) => b[1] - a[1])
      .map(([language]) => language)
      .slice(0, 3);
    const asked = detectLanguage(
      wordsOf(question.slice(0, 2_000)).map((word) => word.text),
      this.mainLanguage(),
    );
    return [...new Set([asked, ...present])];
  }
}

function writtenIn({ title, heading, body }: PassageFields): string {
  return `${title}\n${heading}\n${body}`;
}

function coveredIdf(terms: QueryTerm[], bits: number): number {
  return terms.reduce(
    (sum, term, i) => sum + (i < 31 && (bits & (1 << i)) !== 0 ? term.idf : 0),
    0,
  );
}
