/**
 * `baton reset-password`: a one-time link by which somebody sets a new password, for whoever runs the
 * server. It works beside a running server and without one, and also for the only owner.
 */
import {
  type Config,
  connectDatabase,
  isRefused,
  loadConfig,
  makeResetLink,
  silentLog,
} from '@baton/server';
import { type Command, Failure } from '../command.ts';
import { hasData, withDatabaseUrl } from '../database-url.ts';
import { noMoreThan, required } from '../terminal/arguments.ts';

export const resetPassword: Command = {
  help: `baton reset-password ola@company.example

Prints a link by which this person sets a new password. It works once, for a day, and ends every
older one; using it signs them out everywhere. The audit log tells that it was made.

  --without-second-factor   the link also removes their second factor: the phone is gone, and so
                            are the recovery codes`,
  options: { 'without-second-factor': { type: 'boolean' } },

  async run(args, progress) {
    const email = required(args, 0, 'email address');
    noMoreThan(args, 1);
    const withoutSecondFactor = args.values['without-second-factor'] === true;
    const config = loadConfig(process.env);
    if (!hasData(config)) {
      throw new Failure(
        `There is nobody yet in ${config.dataDir}: run npm start and set Baton up.`,
      );
    }
    progress.tell('Opening the database');
    const made = await withDatabaseUrl(config, { name: 'baton reset-password' }, (url) =>
      makeLink(url, { email, withoutSecondFactor, now: new Date() }),
    );
    if (isRefused(made)) throw new Failure(made.detail);
    const link = `${addressOf(config)}/reset-password#${made.token}`;
    const { name, workspaceName, expiresAt, secondFactor } = made;
    const notes = [
      `It works once, until ${expiresAt.toISOString()}.`,
      ...(secondFactor
        ? ['They are asked for a code as well: --without-second-factor removes that, too.']
        : []),
      ...(config.publicUrl === null
        ? ['Set BATON_PUBLIC_URL where Baton is reached by another address.']
        : []),
    ];
    return {
      ok: true,
      text: `A new password for ${name} of ${workspaceName}:\n\n  ${link}\n\n${notes.join('\n')}`,
      json: { link, email, name, workspaceName, expiresAt: expiresAt.toISOString(), secondFactor },
    };
  },
};

async function makeLink(url: string, asked: Parameters<typeof makeResetLink>[1]) {
  const database = connectDatabase({
    url,
    applicationName: 'baton reset-password',
    poolSize: 2,
    // Whoever may run commands on the server holds all data anyway.
    elsewhere: 'across',
    log: silentLog(),
  });
  try {
    const [known] = await database.query<{ there: boolean }>(
      `select to_regclass('password_resets') is not null as there`,
    );
    if (known?.there !== true) {
      throw new Failure('The tables are older than this build. Start Baton once, then try again.');
    }
    return await makeResetLink(database, asked);
  } finally {
    await database.close();
  }
}

const addressOf = ({ publicUrl, port }: Config): string =>
  publicUrl ?? `http://localhost:${port === 0 ? 3000 : port}`;
