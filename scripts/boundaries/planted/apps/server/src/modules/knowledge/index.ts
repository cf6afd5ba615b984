export { knowledgeStore as knowledge } from './store.ts';
