export { usage } from '../usage/index.ts';
