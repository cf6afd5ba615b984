import { protocol } from '../../protocol/src/index.ts';

export const replica = protocol;
