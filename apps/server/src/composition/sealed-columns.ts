// Every column that holds sealed secrets: what is sealed anew after a change of the installation's key.

import { identitySecrets, modelKeys, secondFactorSecrets } from '../modules/accounts/index.ts';
import { actionSecrets } from '../modules/answering/index.ts';
import { webhookSecrets } from '../modules/integrations/index.ts';
import type { SealedColumn } from '../platform/index.ts';

export const sealedColumns: readonly SealedColumn[] = [
  modelKeys,
  identitySecrets,
  secondFactorSecrets,
  actionSecrets,
  ...webhookSecrets,
];
