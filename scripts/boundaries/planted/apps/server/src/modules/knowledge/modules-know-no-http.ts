export { routes } from '../../http/index.ts';
