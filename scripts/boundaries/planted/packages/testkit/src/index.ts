// Allowed: the testkit may look anywhere.
export { knowledgeStore } from '../../../apps/server/src/modules/knowledge/store.ts';
