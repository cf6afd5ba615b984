export { routes as main } from './http/index.ts';
