export { replica } from '../../replica/src/index.ts';
