export { widget } from '../../widget/src/index.ts';
