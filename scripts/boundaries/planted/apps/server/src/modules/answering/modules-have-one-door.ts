export { knowledgeStore } from '../knowledge/store.ts';
