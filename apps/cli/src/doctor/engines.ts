/**
 * What each AI agent writes with: chosen where, does its key open, and, when asked for, does the
 * model answer.
 */
import { stat } from 'node:fs/promises';
import {
  type Config,
  createEngines,
  type Database,
  openModels,
  openSecrets,
  SecretKeyError,
  silentLog,
  systemClock,
  whereSecretKeyIs,
} from '@baton/server';
import { type Finding, fail, ok, warn } from './finding.ts';

type Settings = Pick<Config, 'dataDir' | 'databaseUrl' | 'secretKey' | 'secretKeyPrevious'>;

const KEEP =
  'Keep a copy of it apart from the backups: without it, stored keys must be entered again.';

export async function secretKey(config: Settings): Promise<Finding> {
  const about = 'secret key';
  try {
    const where = await whereSecretKeyIs(config);
    if (where === null) return ok(about, 'made at the first start');
    if (where === 'environment') return ok(about, 'from BATON_SECRET_KEY');
    const { mode } = await stat(where.file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      return warn(about, `${where.file} can be read by others`, `chmod 600 ${where.file}`);
    if (config.databaseUrl !== null) {
      const todo = `Where several servers share a database, give each the same BATON_SECRET_KEY. ${KEEP}`;
      return warn(about, `${where.file}, of this data folder alone`, todo);
    }
    return ok(about, where.file);
  } catch (error) {
    if (!(error instanceof SecretKeyError)) throw error;
    return fail(about, 'cannot be used', error.message);
  }
}

type Installation = Settings & Pick<Config, 'model' | 'privateModels'>;

/** A finding for each AI agent. `call`: the models are called, which may cost a little. */
export async function engines(
  database: Database,
  config: Installation,
  { call }: { call: boolean },
): Promise<Finding[]> {
  const secrets = await openSecrets(config, { make: false }).catch((error: unknown) => {
    if (error instanceof SecretKeyError) return null;
    throw error;
  });
  // Told by the finding about the secret key.
  if (secrets === null) return [];
  const { engineOf } = createEngines({ database, secrets, defaultModel: config.model });
  const agents = await database.query<{ id: string; workspace_id: string; name: string }>(
    'select id, workspace_id, name from ai_agents order by created_at, id limit 50',
  );
  const findings: Finding[] = [];
  for (const { id, workspace_id: workspaceId, name } of agents) {
    const about = `AI agent "${name}"`;
    const { engine, trouble } = await engineOf(workspaceId, id);
    if (trouble !== null) findings.push(fail(about, 'its model cannot be called', trouble));
    else if (engine === null) findings.push(ok(about, 'quotes the documents; no language model'));
    else
      findings.push(call ? await called(about, engine.access, config) : set(about, engine.access));
  }
  return findings;
}

type Access = Parameters<ReturnType<typeof openModels>['test']>[0];

const named = ({ kind, model, url, trusted }: Access): string =>
  `${kind}:${model}${url === null ? '' : ` at ${url}`}${trusted ? ' (BATON_MODEL)' : ''}`;

const set = (about: string, access: Access): Finding =>
  ok(about, `${named(access)}${access.key === null ? '' : ', key opens'}; --model calls it`);

async function called(about: string, access: Access, config: Installation): Promise<Finding> {
  const models = openModels({
    allowPrivate: config.privateModels,
    clock: systemClock,
    log: silentLog(),
  });
  try {
    const test = await models.test(access, new AbortController().signal);
    if (test.ok) return ok(about, `${named(access)} answered in ${test.totalMs} ms`);
    const { words = 'It did not answer.', detail = null } = test.fault ?? {};
    return fail(
      about,
      `${named(access)}: ${words}`,
      detail ?? 'Settings → Engine tests it as well.',
    );
  } finally {
    await models.close();
  }
}
