export { inbox } from '../../inbox/src/index.ts';
