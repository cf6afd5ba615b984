/** `baton backup`: everything the installation holds in one file, as of one moment. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { loadConfig, writeBackup } from '@baton/server';
import { type Command, Failure } from '../command.ts';
import { hasData, withDatabaseUrl } from '../database-url.ts';
import { noMoreThan, required } from '../terminal/arguments.ts';
import { rowsOf } from '../terminal/rows-of.ts';
import { bytes, counted } from '../terminal/words.ts';

export const backup: Command = {
  help: `baton backup monday.baton

Writes workspaces, people, conversations and knowledge into one file, while the server goes on working.
The file holds what customers wrote: keep it like the database itself. Keys of language models and
secrets of actions are in it as they are stored, encrypted: they open only with this installation's
secret key (BATON_SECRET_KEY, or secret.key in the data folder). Keep that too, somewhere else.

  --force           write over a file that is there already`,
  options: { force: { type: 'boolean' } },

  async run(args, progress) {
    const file = resolve(required(args, 0, 'file'));
    noMoreThan(args, 1);
    const config = loadConfig(process.env);
    if (!hasData(config))
      throw new Failure(`There is nothing to back up yet in ${config.dataDir}.`);
    if (existsSync(file) && args.values['force'] !== true) {
      throw new Failure(`${file} is there already. --force writes over it.`);
    }
    if (!existsSync(dirname(file))) throw new Failure(`There is no folder ${dirname(file)}.`);
    const summary = await withDatabaseUrl(config, { name: 'baton backup' }, (url) =>
      writeBackup({ url, file, onProgress: rowsOf(progress, 'Writing') }),
    );
    const { size } = await stat(file);
    return {
      ok: true,
      text: `${file}: ${counted(summary.rows, 'row')} of ${counted(summary.tables, 'table')}, ${bytes(size)}`,
      json: { file, bytes: size, ...summary },
    };
  },
};
