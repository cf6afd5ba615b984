export { sample } from './testing/sample.ts';
