/**
 * What the command line and the test kit may use of the server: the composition, its ground
 * (database, embedded PostgreSQL, log, configuration), and of its rooms what evaluation measures.
 */
export { createEngines, isRefused, makeResetLink } from './modules/accounts/index.ts';
export { judgeTurn, openModels, type Said } from './modules/answering/index.ts';
export {
  chooseThreshold,
  createEscalation,
  type Decision,
  type DecisionRecord,
  decide,
  defaultPolicy,
  type Embed,
  type EpisodeMessage,
  type Escalation,
  learnFromTranscripts,
  learnTopics,
  type PastChat,
  type PastTurn,
  Policy,
  type Signals,
  type TurnInput,
  type TurnRetrieval,
  upgradePolicy,
} from './modules/escalation/index.ts';
export {
  type AddResult,
  askIndex,
  countIndexes,
  cutSection,
  type Embedder,
  findPgvector,
  type IndexedDocument,
  indexDocuments,
  openAnswerReader,
  openEmbedder,
  openRemoteEmbedder,
  PassageIndex,
  type ReadTexts,
  type Retrieval,
} from './modules/knowledge/index.ts';
export { type MailConfig, openMailer } from './modules/notifications/index.ts';
export { sealedColumns } from './composition/sealed-columns.ts';
export { explainStartFailure } from './explain-start-failure.ts';
export { type Baton, openBaton } from './open-baton.ts';
export * from './platform/index.ts';
