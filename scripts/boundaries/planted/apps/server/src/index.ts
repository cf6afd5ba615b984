export { knowledge as server } from './modules/knowledge/index.ts';
