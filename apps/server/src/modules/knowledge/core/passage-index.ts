// Everything one AI agent knows, in memory and ready to be asked: words, vectors and the documents
// they belong to. Pure: it is fed documents and vectors, and asked questions with their vector.

import { Acronyms } from './words/acronyms.ts';
import { corrected } from './words/correction.ts';
import { type DocumentEntry, DocumentSlots } from './document-slots.ts';
import { headingText } from './meaning/embedding-text.ts';
import type { Standing } from './evidence.ts';
import { Found } from './found.ts';
import { detectLanguage, isStopWord, type Stem } from './words/languages.ts';
import {
  type IndexedDocument,
  type IndexedPassage,
  passageWords,
  type PassageVectors,
  sample,
} from './indexed-document.ts';
import { type LexicalHits, LexicalIndex, type PassageWords } from './lexical-index.ts';
import { Meanings } from './meaning/meanings.ts';
import { Sketches } from './near-duplicates.ts';
import { type Nearness, nearnessFrom, type PassageCosines } from './meaning/nearness.ts';
import { nearnessToPinned } from './pinned.ts';
import { coveredIdf, parseQuery } from './query.ts';
import type { QueryTerm } from './query-term.ts';
import {
  bestByWords,
  type Candidate,
  factsOfCandidates,
  rank,
  type RankingFacts,
  type RankingInput,
} from './ranking.ts';
import type { RetrievedPassage, Retrieval } from './retrieval.ts';
import { SpokenLanguages } from './words/spoken-languages.ts';
import { Vocabulary } from './words/vocabulary.ts';
import { wordsOf } from './words/words.ts';

export interface SearchOptions {
  limit: number;
  /** Null asks by words alone. */
  queryVector: Float32Array | null;
  /** In place of a vector, where the vectors are kept elsewhere: what was found there. */
  near?: readonly PassageCosines[] | undefined;
  /** Documents to leave out, for evaluation and replay. */
  withoutDocuments?: ReadonlySet<string> | undefined;
}

/** Vectors that somebody else keeps, and finds. */
export interface KeptElsewhere {
  /** Of passages that may be found. */
  embedded: number;
  /** Of all that are searched there, with those of passages that may not be. */
  searched: number;
}

const CANDIDATES = 50;

export type { IndexedDocument, IndexedPassage, PassageVectors } from './indexed-document.ts';

export class PassageIndex {
  private readonly slots = new DocumentSlots();
  private readonly words: LexicalIndex;
  private readonly vocabulary: Vocabulary;
  private readonly meanings: Meanings;
  private readonly acronyms = new Acronyms();
  private readonly sketches = new Sketches();
  private readonly isCommonWord: (word: string) => boolean;
  private readonly languages = new SpokenLanguages();
  /** Null where the vectors are kept here. */
  private elsewhere: KeptElsewhere | null = null;

  /** `isCommonWord` keeps everyday words from being taken for slips of the documents' words. */
  constructor(
    dimensions: number,
    stem: Stem,
    isCommonWord: (word: string) => boolean = () => true,
  ) {
    this.words = new LexicalIndex(stem);
    this.vocabulary = new Vocabulary(this.words, this.acronyms);
    this.meanings = new Meanings(dimensions);
    this.isCommonWord = isCommonWord;
  }

  get passageCount(): number {
    return this.words.size;
  }

  get documentCount(): number {
    return this.slots.documentCount;
  }

  documentIds(): Iterable<string> {
    return this.slots.documentIds();
  }

  /** So much of the index is remains of removed passages that loading it anew pays. */
  get isWorn(): boolean {
    return this.slots.holes > 1_000 && this.slots.holes > this.words.size;
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
    if (this.slots.holds(document)) return;
    yield* this.removing(document.id);
    const title = wordsOf(document.title);
    const language = detectLanguage(sample(document), this.languages.main());
    const entry = this.slots.open(document, language);
    this.languages.count(language, 1);
    for (const passage of document.passages) {
      // Another state of the document, put meanwhile, is the newer one.
      if (!this.slots.stands(entry)) return;
      this.addPassage(entry, passage, passageWords(title, passage));
      yield;
    }
  }

  *removing(documentId: string): Generator<void> {
    const document = this.slots.close(documentId);
    if (!document) return;
    this.languages.count(document.language, -1);
    const title = wordsOf(document.title);
    for (const slot of document.slots) {
      const passage = this.slots.passageAt(slot);
      this.words.remove(slot, passageWords(title, passage), document.language);
      this.explain(document, slot, passage, -1);
      this.meanings.remove(slot);
      this.slots.empty(slot);
      yield;
    }
    this.slots.forget(document);
  }

  private addPassage(document: DocumentEntry, passage: IndexedPassage, words: PassageWords): void {
    const slot = this.slots.add(document, passage);
    this.meanings.add(slot, headingText(document.title, passage), passage.questions ?? []);
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
  setVectors(passageId: string, vectors: PassageVectors): void {
    const slot = this.slots.slotOf(passageId);
    if (slot !== undefined && !this.elsewhere) this.meanings.set(slot, vectors);
  }

  /** Not null: whoever asks must bring what was found there (`near`). */
  get vectorsElsewhere(): KeptElsewhere | null {
    return this.elsewhere;
  }

  /** From now on somebody else keeps the vectors; null: they are set here again. */
  keepVectorsElsewhere(elsewhere: KeptElsewhere | null): void {
    if (elsewhere && !this.elsewhere) this.meanings.forgetVectors();
    this.elsewhere = elsewhere;
  }

  /** Where vectors are kept elsewhere, ranking wants the cosines of these too: the best by words, ... */
  bestByWords(question: string, without?: ReadonlySet<string>): string[] {
    const { input } = this.prepared(question, { queryVector: null, withoutDocuments: without });
    return bestByWords(input).map((slot) => this.slots.passageIdAt(slot));
  }

  /** ... and of what stands before and after a passage in its document. Unknown passages have none. */
  *withNeighbours(passageIds: Iterable<string>): Generator<string> {
    for (const id of passageIds) yield* this.slots.aroundPassage(id);
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
    const { terms, hits, input, near } = this.prepared(question, options);
    const pinned = (slot: number): number => this.pinned(slot, question, near);
    const ranked = this.sketches.withoutRepeats(
      rank(input, CANDIDATES),
      hits.covered,
      this.slots.documentAt,
    );
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
      embeddedShare: this.embeddedShare(),
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
      const document = this.slots.documentOf(candidate.slot);
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
      passageId: this.slots.passageIdAt(slot),
      facts,
    }));
  }

  private prepared(
    question: string,
    { queryVector, near: found, withoutDocuments: without }: Omit<SearchOptions, 'limit'>,
  ) {
    const terms = parseQuery(question, this.languages.of(question), this.vocabulary);
    const hits = this.words.search(terms);
    const idf = terms.reduce((sum, term) => sum + term.idf, 0);
    const near = this.nearness(queryVector, found);
    const input: RankingInput = {
      hits,
      cosines: near?.cosines ?? null,
      headingCosineOf: (slot) => near?.headingOf(slot) ?? Number.NaN,
      coverageOf: (bits) => (idf > 0 ? coveredIdf(terms, bits) / idf : 0),
      documentAt: this.slots.documentAt,
      isWanted: without?.size ? (slot) => !without.has(this.slots.documentOf(slot).id) : null,
    };
    return { terms, hits, input, near };
  }

  private nearness(
    queryVector: Float32Array | null,
    found: readonly PassageCosines[] | undefined,
  ): Nearness | null {
    const { count } = this.slots;
    if (found) return nearnessFrom(found, (id) => this.slots.slotOf(id), count);
    return queryVector && this.meanings.nearnessTo(queryVector, count);
  }

  private embeddedShare(): number {
    if (this.passageCount === 0) return 0;
    return Math.min(1, (this.elsewhere ?? this.meanings).embedded / this.passageCount);
  }

  private pinned(slot: number, question: string, near: Nearness | null): number {
    const { questions = [] } = this.slots.passageAt(slot);
    return nearnessToPinned(question, questions, (i) => near?.questionOf(slot, i) ?? Number.NaN);
  }

  private retrieved(
    candidate: Candidate,
    terms: QueryTerm[],
    covered: Int32Array,
  ): Omit<RetrievedPassage, 'pinned'> {
    const document = this.slots.documentOf(candidate.slot);
    const passage = this.slots.passageAt(candidate.slot);
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
