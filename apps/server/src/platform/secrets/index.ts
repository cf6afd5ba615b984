/**
 * Secrets that we must be able to read again: model keys, header values of actions, identity
 * secrets. (What we only have to recognise is hashed instead: tokens.ts, passwords.)
 *
 *   seal.ts         one value, sealed to one place
 *   secret-key.ts   where the key comes from: the environment, or a file in the data folder
 *   reseal.ts       after a change of key, everything sealed anew
 *   sealed-page.ts  where the next page of a list begins, told to nobody
 *
 * A copy of the database, and so a backup, opens nothing without the key. A value that does not
 * open is an expected state ("enter it again"), never an exception.
 */
import type { Config } from '../config.ts';
import { createSecrets, type Secrets } from './seal.ts';
import { findSecretKeys, SecretKeyError } from './secret-key.ts';

export { type SealedColumn, resealAll, tryAll } from './reseal.ts';
export { createSecrets, type Opened, type SecretPlace, type Secrets } from './seal.ts';
export { openPage, type PagePlace, sealPage } from './sealed-page.ts';
export { SecretKeyError, whereSecretKeyIs } from './secret-key.ts';

export interface OpenSecretsOptions {
  /** Whether a missing key is made. Who only looks on makes none, and can seal nothing then. */
  make?: boolean;
}

/**
 * With the installation's key.
 * @throws SecretKeyError where the file is there and holds no key, or cannot be made
 */
export async function openSecrets(
  config: Pick<Config, 'dataDir' | 'secretKey' | 'secretKeyPrevious'>,
  { make = true }: OpenSecretsOptions = {},
): Promise<Secrets> {
  const keys = await findSecretKeys(config, make);
  return keys === null ? noSecrets : createSecrets(keys);
}

/** Where there is no key yet, nothing is sealed yet. */
const noSecrets: Secrets = {
  prefix: '',
  open: () => 'sealed_with_another_key',
  seal: () => {
    throw new SecretKeyError('This installation has no secret key yet; its first start makes one.');
  },
};
