// Allowed: a route enters a module by its door.
export { knowledge as routes } from '../modules/knowledge/index.ts';
