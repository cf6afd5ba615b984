/** `baton restore`: a backup into an empty data folder or database. All of it, or nothing. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfig, restoreBackup } from '@baton/server';
import { type Command, Failure } from '../command.ts';
import { withDatabaseUrl } from '../database-url.ts';
import { noMoreThan, required, textOption } from '../terminal/arguments.ts';
import { rowsOf } from '../terminal/rows-of.ts';
import { counted } from '../terminal/words.ts';

export const restore: Command = {
  help: `baton restore monday.baton [--data ./restored]

Loads a backup into a database that nobody has used: a new data folder, or an empty DATABASE_URL. A
backup of an older Baton is brought up to date. Stop the server first. Fails whole or works whole.

Encrypted keys and secrets open with the secret key of the installation that was backed up: put its
secret.key into the data folder, or set BATON_SECRET_KEY. Without it, enter them again in the inbox.

  --data FOLDER     the data folder to fill; BATON_DATA does the same`,
  options: { data: { type: 'string' } },

  async run(args, progress) {
    const file = resolve(required(args, 0, 'file'));
    noMoreThan(args, 1);
    if (!existsSync(file)) throw new Failure(`There is no file ${file}.`);
    const data = textOption(args, 'data');
    const config = loadConfig({ ...process.env, ...(data && { BATON_DATA: data }) });
    const summary = await withDatabaseUrl(config, { name: 'baton restore', alone: true }, (url) =>
      restoreBackup({ url, file, onProgress: rowsOf(progress, 'Loading') }),
    );
    const where = config.databaseUrl === null ? config.dataDir : 'the database of DATABASE_URL';
    const start = data === undefined ? 'npm start' : `BATON_DATA=${config.dataDir} npm start`;
    return {
      ok: true,
      text: `${counted(summary.rows, 'row')} of ${summary.createdAt} are in ${where} again.\nStart it with: ${start}`,
      json: { file, into: where, ...summary },
    };
  },
};
