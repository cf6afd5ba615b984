/**
 * Secrets that we must be able to read again: model keys, header values of actions, identity
 * secrets. (What we only have to recognise is hashed instead: tokens.ts, passwords.)
 *
 *   seal.ts         one value, sealed to one place
 *   secret-key.ts   where the key comes from: the environment, or a file in the data folder
 *   reseal.ts       after a change of key, everything sealed anew
 *
 * A copy of the database, and so a backup, opens nothing without the key. A value that does not
 * open is an expected state ("enter it again"), never an exception.
 */
import type { Config } from '../config.ts';
import { createSecrets, type Secrets } from './seal.ts';
import { findSecretKeys } from './secret-key.ts';

export { type SealedColumn, resealAll } from './reseal.ts';
export { createSecrets, type Opened, type SecretPlace, type Secrets } from './seal.ts';
export { hasSecretKey, SecretKeyError } from './secret-key.ts';

/**
 * With the installation's key, which is made where there is none.
 * @throws SecretKeyError where the file is there and holds no key
 */
export async function openSecrets(
  config: Pick<Config, 'dataDir' | 'secretKey' | 'secretKeyPrevious'>,
): Promise<Secrets> {
  return createSecrets(await findSecretKeys(config));
}
