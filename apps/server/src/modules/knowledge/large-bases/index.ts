// Large knowledge bases, where the database has pgvector: PostgreSQL keeps the vectors and finds what
// is near; the process keeps the words and no vectors.
//
//   job knowledge.embed ──► job knowledge.large-base ──► arrays beside the vectors ──► HNSW index
//                                  (moving-job.ts)                                 (hnsw-index.ts)
//   question ──► nearest passages, and the cosines that ranking needs (near.ts) ──► the same ranking
//
// The invariant: whether vectors are asked for in memory or here, ranking sees cosines of the same
// passages and goes by the same rules (core/nearness.ts). What is missing here, because it was written
// a moment ago, counts as a passage that still waits for its vector. (docs/decisions/pgvector.md)

export { createMovingJob, LARGE_BASE_JOB, largeBaseJob } from './moving-job.ts';
export { countIndexes, isIndexed } from './hnsw-index.ts';
export { countEmbedded, nearPassages } from './near.ts';
export { findPgvector, type Pgvector } from './pgvector.ts';

/** Passages of one AI agent whose vectors are kept in memory; with more, they are searched here. */
export const MOST_IN_MEMORY = 50_000;
