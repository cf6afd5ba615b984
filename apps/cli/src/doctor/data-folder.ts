/** The data folder: may we write there, and who works on it now? */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { DataDirectoryInUse, lockDataDirectory } from '@baton/server';
import { type Finding, fail, ok } from './finding.ts';
import { nearestExisting } from './machine.ts';

export async function dataFolder(dataDir: string): Promise<Finding> {
  const about = 'data folder';
  const there = nearestExisting(dataDir);
  const writable = await access(there, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!writable) {
    return fail(
      about,
      `${there} cannot be written to by this user`,
      'Give it to this user, or name another folder with BATON_DATA.',
    );
  }
  if (there !== dataDir) return ok(about, `${dataDir}, made at the first start`);
  try {
    const lock = await lockDataDirectory(dataDir, 'baton doctor');
    await lock.release();
    return ok(about, `${dataDir}, in use by nobody`);
  } catch (error) {
    if (error instanceof DataDirectoryInUse) {
      return ok(about, `${dataDir}, in use by "${error.owner}" (process ${error.pid})`);
    }
    throw error;
  }
}
