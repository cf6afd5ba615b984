export { knowledge } from '../modules/knowledge/index.ts';
