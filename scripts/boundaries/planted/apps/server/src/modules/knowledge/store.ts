import { protocol } from '../../../../../packages/protocol/src/index.ts';
import { platform } from '../../platform/index.ts';

export const knowledgeStore = protocol + platform;
