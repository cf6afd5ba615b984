import { replica } from '../../../packages/replica/src/index.ts';

export const widget = replica;
