/** The installation's key is made once, by whoever is first, and nobody ever writes over it. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../config.ts';
import { whereSecretKeyIs, openSecrets, SecretKeyError } from './index.ts';

const here = { purpose: 'model_key', owner: ['wsp_1', 'agt_1'] };
let dataDir: string;
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'secrets-')), 'data');
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const open = (env: Record<string, string> = {}) =>
  openSecrets(loadConfig({ BATON_DATA: dataDir, ...env }));
const file = () => join(dataDir, 'secret.key');

it('is made at the first start, for its owner alone, and used at every one after', async () => {
  expect(await whereSecretKeyIs(loadConfig({ BATON_DATA: dataDir }))).toBeNull();
  const sealed = (await open()).seal('sk', here);
  expect(Buffer.from(await readFile(file(), 'utf8'), 'base64')).toHaveLength(32);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(['secret.key']);
  expect((await open()).open(sealed, here)).toEqual({ plain: 'sk' });
  expect(await whereSecretKeyIs(loadConfig({ BATON_DATA: dataDir }))).toEqual({ file: file() });
});

it('of twenty who start at once is one', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => open()));
  const sealed = all.map((secrets) => secrets.seal('sk', here));
  for (const secrets of all)
    for (const value of sealed) expect(secrets.open(value, here)).toEqual({ plain: 'sk' });
  expect(await readdir(dataDir)).toEqual(['secret.key']);
});

it.each(['', 'not a key\n', randomBytes(16).toString('base64')])(
  'is not replaced where its file holds something else (%j): that is told, with what to do',
  async (content) => {
    await open();
    await chmod(file(), 0o600);
    await writeFile(file(), content);
    await expect(open()).rejects.toThrow(SecretKeyError);
    await expect(open()).rejects.toThrow('Bring it back from a copy');
    expect(await readFile(file(), 'utf8')).toBe(content);
  },
);

it('is not made by who only looks on, who can open nothing and seal nothing', async () => {
  const config = loadConfig({ BATON_DATA: dataDir });
  const looking = await openSecrets(config, { make: false });
  await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  expect(looking.open('v1.0011223344556677.AAAA', here)).toBe('sealed_with_another_key');
  expect(() => looking.seal('sk', here)).toThrow(SecretKeyError);
  const sealed = (await open()).seal('sk', here);
  const again = await openSecrets(config, { make: false });
  expect(again.open(sealed, here)).toEqual({ plain: 'sk' });
});

it('that cannot be kept is told, with both ways out', async () => {
  await writeFile(dataDir, 'a file where the folder should be');
  await expect(open()).rejects.toThrow(/cannot be kept[^]*BATON_DATA[^]*BATON_SECRET_KEY/);
});

it('comes from the environment where it is set, in hex or base64; no file is made', async () => {
  const key = randomBytes(32);
  const hex = await open({ BATON_SECRET_KEY: key.toString('hex') });
  const sealed = hex.seal('sk', here);
  for (const written of [key.toString('base64'), key.toString('base64url')]) {
    const again = await open({ BATON_SECRET_KEY: written });
    expect(again.open(sealed, here)).toEqual({ plain: 'sk' });
  }
  await expect(stat(file())).rejects.toThrow('ENOENT');
});

it('moved from the file into the environment, still opens what the file has sealed', async () => {
  const sealed = (await open()).seal('sk', here);
  const moved = await open({ BATON_SECRET_KEY: randomBytes(32).toString('base64') });
  expect(moved.open(sealed, here)).toEqual({ plain: 'sk' });
});

it('before this one opens what it has sealed, and seals nothing any more', async () => {
  const [was, is] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const before = await open({ BATON_SECRET_KEY: was });
  const now = await open({ BATON_SECRET_KEY: is, BATON_SECRET_KEY_PREVIOUS: was });
  expect(now.open(before.seal('sk', here), here)).toEqual({ plain: 'sk' });
  expect(before.open(now.seal('sk', here), here)).toBe('sealed_with_another_key');
});

it.each(['hunter2', 'a'.repeat(63), `${'A'.repeat(42)}==`, 'ä'.repeat(43)])(
  'in the environment that is none (%s) is refused in words that do not repeat it',
  (written) => {
    for (const name of ['BATON_SECRET_KEY', 'BATON_SECRET_KEY_PREVIOUS']) {
      const load = () => loadConfig({ [name]: written });
      expect(load).toThrow(ConfigError);
      expect(load).toThrow(`${name} must be 32 random bytes in base64 or hex`);
      expect(load).not.toThrow(written);
    }
  },
);
