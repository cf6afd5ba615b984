/** `baton doctor`: looks at everything that Baton needs, and says what to do where something is wrong. */
import { type Config, ConfigError, loadConfig } from '@baton/server';
import type { Command } from '../command.ts';
import { build } from '../doctor/build.ts';
import { dataFolder } from '../doctor/data-folder.ts';
import { database } from '../doctor/database.ts';
import { secretKey } from '../doctor/engines.ts';
import { type Finding, fail, ok } from '../doctor/finding.ts';
import { binaries, disk, node } from '../doctor/machine.ts';
import { mail } from '../doctor/mail.ts';
import { models } from '../doctor/models.ts';
import { port } from '../doctor/port.ts';
import { noMoreThan } from '../terminal/arguments.ts';
import { explain } from '../terminal/explain.ts';
import { counted, dim, green, red, yellow } from '../terminal/words.ts';

export const doctor: Command = {
  help: `baton doctor

Looks at Node, settings, data folder, database, live feed, secret key, AI agents, port, mail server,
disk, models and build, and says what to do where something is wrong. Changes nothing. Exit code 1
when something is broken.

  --model           call each AI agent's language model as well, with one short question`,
  options: { model: { type: 'boolean' } },

  async run(args, progress) {
    noMoreThan(args, 0);
    const findings: Finding[] = [];
    for (const [about, check] of checks(process.env, args.values['model'] === true)) {
      progress.tell(`Looking at: ${about}`);
      findings.push(...(await surely(about, check)));
    }
    const broken = findings.filter(({ level }) => level === 'fail').length;
    const odd = findings.filter(({ level }) => level === 'warn').length;
    return {
      ok: broken === 0,
      text: told(findings, broken, odd),
      json: { ok: broken === 0, findings },
    };
  },
};

type Check = () => Finding | Finding[] | Promise<Finding | Finding[]>;

function checks(env: NodeJS.ProcessEnv, callModels: boolean): [string, Check][] {
  const config = settings(env);
  const first: [string, Check][] = [
    ['Node', node],
    ['settings', () => ('finding' in config ? config.finding : ok('settings', 'understood'))],
  ];
  const last: [string, Check][] = [
    ['models', () => models()],
    ['build', () => build()],
  ];
  if ('finding' in config) return [...first, ...last];
  const { dataDir, databaseUrl } = config;
  const embedded: [string, Check][] = [
    ['PostgreSQL binaries', () => binaries()],
    ['data folder', () => dataFolder(dataDir)],
    ['disk', () => disk(dataDir)],
  ];
  return [
    ...first,
    ...(databaseUrl === null ? embedded : []),
    ['secret key', () => secretKey(config)],
    ['database', () => database(config, { callModels })],
    ['port', () => port(config)],
    ['mail', () => mail(config.mail)],
    ...last,
  ];
}

function settings(env: NodeJS.ProcessEnv): Config | { finding: Finding } {
  try {
    return loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      finding: fail('settings', error.problems.join('; '), 'Correct these environment variables.'),
    };
  }
}

/** A check that breaks is a finding too: the doctor always finishes the round. */
async function surely(about: string, check: Check): Promise<Finding[]> {
  try {
    return [await check()].flat();
  } catch (error) {
    return [fail(about, explain(error).message, 'This check itself failed; please report it.')];
  }
}

const marks = { ok: green('ok  '), warn: yellow('warn'), fail: red('fail') };

function told(findings: Finding[], broken: number, odd: number): string {
  const width = Math.max(...findings.map(({ about }) => about.length));
  const lines = findings.flatMap(({ about, level, found, todo }) => [
    `${marks[level]}  ${about.padEnd(width)}  ${found}`,
    ...(todo === undefined ? [] : [`      ${' '.repeat(width)}  ${dim('→')} ${todo}`]),
  ]);
  const sum =
    broken > 0
      ? red(`${counted(broken, 'thing')} must be mended.`)
      : odd > 0
        ? `It works; ${counted(odd, 'thing')} to look at.`
        : green('All is well.');
  return [...lines, '', sum].join('\n');
}
