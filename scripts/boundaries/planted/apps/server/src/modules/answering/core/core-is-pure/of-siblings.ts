export { knowledge } from '../../../knowledge/index.ts';
