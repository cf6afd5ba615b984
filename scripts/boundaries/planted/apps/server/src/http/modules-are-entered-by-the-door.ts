export { knowledgeStore } from '../modules/knowledge/store.ts';
