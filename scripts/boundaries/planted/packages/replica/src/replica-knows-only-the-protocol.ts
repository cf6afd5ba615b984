export { widget } from '../../../apps/widget/src/index.ts';
