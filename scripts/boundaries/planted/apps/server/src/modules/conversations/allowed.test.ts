// Allowed: a test may look anywhere.
export { knowledgeStore } from '../knowledge/store.ts';
