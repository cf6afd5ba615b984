export { protocol } from '../../../../../../packages/protocol/src/index.ts';
