// Allowed: the protocol, and the types at a sibling's door.
import type { knowledge } from '../../knowledge/index.ts';

export { protocol } from '../../../../../../packages/protocol/src/index.ts';
export type Knowledge = typeof knowledge;
