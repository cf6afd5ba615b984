export { knowledgeStore } from '../../../../packages/testkit/src/index.ts';
