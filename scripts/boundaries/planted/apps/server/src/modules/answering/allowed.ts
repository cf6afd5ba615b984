// Allowed: answering calls a sibling by its door.
export { knowledge } from '../knowledge/index.ts';
