// Everything one AI agent knows, in memory and ready to be asked: words, vectors and the documents
// they belong to. Pure: it is fed documents and vectors, and asked questions with their vector.

import { Acronyms } from './acronyms.ts';
import { corrected } from './correction.ts';
import { headingText } from './embedding-text.ts';
import type { Standing } from './evidence.ts';
import { Found } from './found.ts';
import { detectLanguage, isStopWord, type Language, type Stem } from './languages.ts';
import {
  type IndexedDocument,
  type IndexedPassage,
  passageWords,
  type PassageVectors,
  samePassage,
  sameTexts,
  sample,
} from './indexed-document.ts';
import { type LexicalHits, LexicalIndex, type PassageWords } from './lexical-index.ts';
import { Sketches } from './near-duplicates.ts';
import { grown } from './posting-lists.ts';
import { nearnessToPinned } from './pinned.ts';
import { coveredIdf, parseQuery } from './query.ts';
import type { QueryTerm } from './query-term.ts';
import {
  type Candidate,
  factsOfCandidates,
  rank,
  type RankingFacts,
  type RankingInput,
} from './ranking.ts';
import type { RetrievedPassage, Retrieval } from './retrieval.ts';
import { SpokenLanguages } from './spoken-languages.ts';
import { type PackedQuestion, VectorTable } from './vector-table.ts';
import { Vocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';

interface Entry {
  document: DocumentEntry;
  passage: IndexedPassage;
  /** Slots in `headings`: of its title and headings, and of each of its questions. */
  headings: readonly number[];
}

interface DocumentEntry {
  id: string;
  /** What stands for it in `documentAt`. */
  number: number;
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
const GONE = -1;

export type { IndexedDocument, IndexedPassage, PassageVectors } from './indexed-document.ts';

/** Room for the cosines of one search, shared by all indexes. */
let sweep = new Float32Array(0);

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
  private readonly acronyms = new Acronyms();
  private readonly sketches = new Sketches();
  /** By slot, the number of its document. */
  private documentAt = new Int32Array(256);
  private documentNumbers = 0;
  private readonly isCommonWord: (word: string) => boolean;
  private readonly languages = new SpokenLanguages();
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
    this.vocabulary = new Vocabulary(this.words, this.acronyms);
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

  /** Adds a document, or takes the place of an earlier state of it; the same state is left alone. */
  put(document: IndexedDocument): void {
    for (const _ of this.putting(document));
  }

  remove(documentId: string): void {
    for (const _ of this.removing(documentId));
  }

  /** `put` in steps, one a passage, for whoever must let others speak in between. */
  *putting(document: IndexedDocument): Generator<void> {
    if (this.holds(document)) return;
    yield* this.removing(document.id);
    const title = wordsOf(document.title);
    const entry: DocumentEntry = {
      id: document.id,
      number: this.documentNumbers++,
      title: document.title,
      url: document.url,
      language: detectLanguage(sample(document), this.languages.main()),
      slots: [],
    };
    this.documents.set(document.id, entry);
    this.languages.count(entry.language, 1);
    for (const passage of document.passages) {
      // Another state of the document, put meanwhile, is the newer one.
      if (this.documents.get(document.id) !== entry) return;
      this.addPassage(entry, passage, passageWords(title, passage));
      yield;
    }
  }

  *removing(documentId: string): Generator<void> {
    const document = this.documents.get(documentId);
    if (!document) return;
    this.documents.delete(documentId);
    this.languages.count(document.language, -1);
    const title = wordsOf(document.title);
    for (const slot of document.slots) {
      const { passage } = this.entries[slot] as Entry;
      this.words.remove(slot, passageWords(title, passage), document.language);
      this.explain(document, slot, passage, -1);
      if (this.vectors.has(slot)) this.embedded -= 1;
      this.vectors.clear(slot);
      this.slotOf.delete(passage.id);
      this.documentAt[slot] = GONE;
      this.entries[slot] = null;
      this.dead += 1;
      yield;
    }
  }

  private addPassage(document: DocumentEntry, passage: IndexedPassage, words: PassageWords): void {
    const slot = this.entries.length;
    this.entries.push({
      document,
      passage: { ...passage, trail: this.shared(passage.trail) },
      headings: [headingText(document.title, passage), ...(passage.questions ?? [])].map((text) =>
        this.headingSlot(text),
      ),
    });
    if (slot >= this.documentAt.length) this.documentAt = grown(this.documentAt, slot + 1);
    this.documentAt[slot] = document.number;
    document.slots.push(slot);
    this.slotOf.set(passage.id, slot);
    this.sketches.set(slot, words.heading, words.body);
    this.words.add(slot, words, document.language);
    this.explain(document, slot, passage, 1);
  }

  /** A document's title is counted with its first passage. */
  private explain(
    { title, slots }: DocumentEntry,
    slot: number,
    { heading, markdown }: IndexedPassage,
    change: 1 | -1,
  ): void {
    const isFirst = slots[0] === slot;
    const text = `${heading}\n${markdown}`;
    this.acronyms.count(isFirst ? title : null, isFirst ? `${title}\n${text}` : text, change);
  }

  /** Ignored for a passage that is not (or no longer) here. */
  setVectors(passageId: string, { text, heading, questions = [] }: PassageVectors): void {
    const slot = this.slotOf.get(passageId);
    if (slot === undefined) return;
    if (!this.vectors.has(slot)) this.embedded += 1;
    this.vectors.set(slot, text);
    (this.entries[slot] as Entry).headings.forEach((at, i) => {
      const vector = i === 0 ? heading : questions[i - 1];
      if (vector && !this.headings.has(at)) this.headings.set(at, vector);
    });
  }

  /** The question with slips of the pen put right: what should be turned into its vector. */
  corrected(question: string): string {
    const languages = this.languages.of(question);
    return corrected(question, {
      written: this.words.written,
      isCommon: (word) =>
        this.isCommonWord(word) || languages.some((language) => isStopWord(word, language)),
      termsOf: (word) => this.vocabulary.knownTerms(word, languages),
    });
  }

  search(question: string, options: SearchOptions): Retrieval {
    return this.find(question, options).inOrder();
  }

  /** As `search`, open to another order once somebody has read what was found. */
  find(question: string, options: SearchOptions): Found {
    const { terms, hits, input, asked } = this.prepared(question, options);
    const pinned = (slot: number): number => this.pinned(slot, question, asked);
    const ranked = this.withoutRepeats(rank(input, CANDIDATES), hits.covered);
    return new Found({
      question,
      terms,
      ranked: this.standings(ranked, hits, pinned),
      passages: ranked.slice(0, options.limit).map((candidate) => ({
        ...this.retrieved(candidate, terms, hits.covered),
        pinned: pinned(candidate.slot),
      })),
      passageCount: this.passageCount,
      documentCount: this.documentCount,
      embeddedShare: this.passageCount === 0 ? 0 : this.embedded / this.passageCount,
      highestIdf: this.words.idf(0),
    });
  }

  /** Taken down at once: the hits are overwritten by the next search. */
  private standings(
    ranked: Candidate[],
    { covered, coveredAbove }: LexicalHits,
    pinned: (slot: number) => number,
  ): Standing[] {
    const ofDocument = new Map<DocumentEntry, number>();
    return ranked.map((candidate) => {
      const { document } = this.entries[candidate.slot] as Entry;
      let coveredByDocument = ofDocument.get(document);
      if (coveredByDocument === undefined) {
        coveredByDocument = document.slots.reduce((bits, at) => bits | (covered[at] as number), 0);
        ofDocument.set(document, coveredByDocument);
      }
      return {
        ...candidate,
        documentId: document.id,
        covered: covered[candidate.slot] as number,
        coveredAbove: coveredAbove[candidate.slot] as number,
        coveredByDocument,
        pinned: pinned(candidate.slot),
      };
    });
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
    const terms = parseQuery(question, this.languages.of(question), this.vocabulary);
    const hits = this.words.search(terms);
    const idf = terms.reduce((sum, term) => sum + term.idf, 0);
    const asked = queryVector ? this.vectors.packed(queryVector) : null;
    const input: RankingInput = {
      hits,
      cosines: asked ? this.cosines(asked) : null,
      headingCosineOf: (slot) => (asked ? this.headingCosineOf(slot, asked) : Number.NaN),
      coverageOf: (bits) => (idf > 0 ? coveredIdf(terms, bits) / idf : 0),
      documentAt: this.documentAt,
      isWanted: without?.size
        ? (slot) => !without.has((this.entries[slot] as Entry).document.id)
        : null,
    };
    return { terms, hits, input, asked };
  }

  /**
   * The same text under the same heading is one find, and so is nearly the same text in another
   * document unless the question asks for what only one of them has: the better placed stays. Else a
   * copy would look like doubt, as a second best that is as good as the best.
   */
  private withoutRepeats(ranked: Candidate[], covered: Int32Array): Candidate[] {
    const kept: Candidate[] = [];
    for (const candidate of ranked) {
      const { slot } = candidate;
      const isRepeat = kept.some(
        ({ slot: before }) =>
          this.sketches.same(before, slot) ||
          (covered[before] === covered[slot] &&
            this.documentAt[before] !== this.documentAt[slot] &&
            this.sketches.alike(before, slot)),
      );
      if (!isRepeat) kept.push(candidate);
    }
    return kept;
  }

  /** Valid until the next search. */
  private cosines(asked: PackedQuestion): Float32Array {
    const count = this.entries.length;
    if (sweep.length < count) sweep = new Float32Array(Math.ceil(count * 1.25));
    this.vectors.cosines(asked, count, sweep);
    return sweep.subarray(0, count);
  }

  private headingCosineOf(slot: number, asked: PackedQuestion): number {
    let best = Number.NaN;
    for (const at of (this.entries[slot] as Entry).headings) {
      const cosine = this.headings.cosine(at, asked);
      if (!(cosine <= best)) best = Number.isNaN(cosine) ? best : cosine;
    }
    return best;
  }

  private pinned(slot: number, question: string, asked: PackedQuestion | null): number {
    const { passage, headings } = this.entries[slot] as Entry;
    return nearnessToPinned(question, passage.questions ?? [], (i) =>
      asked ? this.headings.cosine(headings[i + 1] as number, asked) : Number.NaN,
    );
  }

  private headingSlot(text: string): number {
    const known = this.headingSlots.get(text);
    if (known !== undefined) return known;
    const slot = this.headingSlots.size;
    this.headingSlots.set(text, slot);
    return slot;
  }

  /** Neighbours stand under the same headings: one array for all of them. */
  private shared(trail: string[]): string[] {
    const before = this.entries.at(-1)?.passage.trail;
    return before && sameTexts(before, trail) ? before : trail;
  }

  private holds(document: IndexedDocument): boolean {
    const held = this.documents.get(document.id);
    if (!held || held.title !== document.title || held.url !== document.url) return false;
    return (
      held.slots.length === document.passages.length &&
      held.slots.every((slot, i) =>
        samePassage((this.entries[slot] as Entry).passage, document.passages[i] as IndexedPassage),
      )
    );
  }

  private retrieved(
    candidate: Candidate,
    terms: QueryTerm[],
    covered: Int32Array,
  ): Omit<RetrievedPassage, 'pinned'> {
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
      read: null,
      matchedTerms: terms.filter((_, i) => (bits & (1 << i)) !== 0).map((term) => term.word),
    };
  }
}
