// Every column that holds sealed secrets: what is sealed anew after a change of the installation's key.

import { modelKeys } from '../modules/accounts/index.ts';
import type { SealedColumn } from '../platform/index.ts';

export const sealedColumns: readonly SealedColumn[] = [modelKeys];
