// Knowledge: what the AI agent answers from. Documents come in (files, text, questions with their
// answers), are cut into passages along their structure, and are found again by words at once and
// by meaning as soon as their vectors are made.
//
//   addDocuments → extraction → passages → PostgreSQL → job knowledge.embed → vectors
//   sources      → websites: job knowledge.read-website → pages → the same way
//   retrieve     → in-memory index per AI agent (follows the database by revision) → Retrieval
//
//   adding/       what is handed in, until it is stored     extraction/    files → article → passages
//   website/      what is read by itself                    store/         PostgreSQL
//   curation/     what teammates changed in passages        embedder/      texts → vectors
//   core/         the index and its search, pure            large-bases/   vectors beside PostgreSQL
//   answer-reader/  reads what was found, best first

export type { Article, Section } from './core/article.ts';
export {
  type IndexedDocument,
  type IndexedPassage,
  PassageIndex,
  type PassageVectors,
  type SearchOptions,
} from './core/passage-index.ts';
export { cutSection, type PassageDraft } from './extraction/passages.ts';
export type { Retrieval, RetrievalEvidence, RetrievedPassage } from './core/retrieval.ts';
export type {
  AddResult,
  DocumentInput,
  DocumentList,
  DocumentView,
  KnowledgeProgress,
  KnowledgeScope,
  Rejection,
  RejectionCode,
} from './documents.ts';
export type { EmbedTexts } from './embed-passages.ts';
export type { AnswerReader } from './answer-reader/answer-reader.ts';
export {
  type AnswerReaderOptions,
  openAnswerReader,
} from './answer-reader/worker-answer-reader.ts';
export type { Embedder } from './embedder/embedder.ts';
export { countIndexes, findPgvector, type Pgvector } from './large-bases/index.ts';
export { createKnowledge, type Knowledge, type KnowledgeOptions } from './knowledge.ts';
export { openRemoteEmbedder, type RemoteEmbedderOptions } from './embedder/remote-embedder.ts';
export { type EmbedderOptions, openEmbedder } from './embedder/worker-embedder.ts';
export { type AskOptions, askIndex, indexDocuments, type ReadTexts } from './search.ts';
export type { NewWebsite, SourceRefusal, Sources } from './sources.ts';
export { quoteFrom, type QuotablePassage } from './quoting.ts';
