export { platform } from '../../server/src/platform/index.ts';
