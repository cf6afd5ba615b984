/** What is stored sealed (model keys, secrets of actions, webhooks, identity, second factors): does it open? */
import {
  type Config,
  type Database,
  openSecrets,
  sealedColumns,
  SecretKeyError,
  tryAll,
} from '@baton/server';
import { counted } from '../terminal/words.ts';
import { type Finding, fail, ok } from './finding.ts';

type Settings = Pick<Config, 'dataDir' | 'secretKey' | 'secretKeyPrevious'>;

export async function sealed(database: Database, config: Settings): Promise<Finding[]> {
  const secrets = await openSecrets(config, { make: false }).catch((error: unknown) => {
    if (error instanceof SecretKeyError) return null;
    throw error;
  });
  // Told by the finding about the secret key.
  if (secrets === null) return [];
  const about = 'stored secrets';
  const found = await tryAll({ database, secrets, columns: sealedColumns });
  if (found.sealed === 0) return [];
  if (found.lost === 0) return [ok(about, `${found.sealed}, and all of them open`)];
  return [
    fail(
      about,
      `${found.lost} of ${counted(found.sealed, 'secret')} were sealed with another key`,
      'Bring the secret key back that this installation had (BATON_SECRET_KEY, or secret.key in ' +
        'the data folder); without it they must be entered again.',
    ),
  ];
}
