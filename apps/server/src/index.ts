/**
 * What the command line and the test kit may use of the server: its ground (database, embedded
 * PostgreSQL, log, configuration), and of its rooms what evaluation measures.
 */
export {
  cutSection,
  type Embedder,
  embeddingText,
  type IndexedDocument,
  openEmbedder,
  PassageIndex,
  type Retrieval,
  stem,
} from './modules/knowledge/index.ts';
export * from './platform/index.ts';
