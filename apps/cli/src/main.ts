/** `baton <command> …`: finds the command, runs it, prints what it gives. */
import { type Command, UsageError } from './command.ts';
import { readArguments } from './terminal/arguments.ts';
import { createProgress } from './terminal/progress.ts';
import { bold } from './terminal/words.ts';

interface Listed {
  summary: string;
  /** Loaded when asked for: `baton --help` should not wait for a server's worth of code. */
  load(): Promise<Command>;
}

const commands: Record<string, Listed> = {
  start: {
    summary: 'start the server',
    load: async () => (await import('./commands/start.ts')).start,
  },
  ingest: {
    summary: 'add documents for the AI agent to answer from',
    load: async () => (await import('./commands/ingest.ts')).ingest,
  },
  ask: {
    summary: 'show what the AI agent would answer, and why',
    load: async () => (await import('./commands/ask.ts')).ask,
  },
  replay: {
    summary: 'say what another policy would have made of the past',
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  doctor: {
    summary: 'say what is wrong with this installation',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  backup: {
    summary: 'write everything into one file',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: {
    summary: 'bring a backup back',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  'reset-password': {
    summary: 'let somebody in who forgot their password',
    load: async () => (await import('./commands/reset-password.ts')).resetPassword,
  },
  eval: {
    summary: 'measure answers and decisions on data of yours',
    load: async () => (await import('./commands/eval.ts')).evaluate,
  },
};

async function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const progress = createProgress({ quiet: json });
  try {
    return await run(argv, json, progress);
  } catch (error) {
    progress.done();
    const { explain } = await import('./terminal/explain.ts');
    const { code, message, hint } = explain(error);
    if (json) print(JSON.stringify({ error: message }));
    else process.stderr.write(`${message}\n${hint === undefined ? '' : `${hint}\n`}`);
    return code;
  }
}

async function run(
  argv: readonly string[],
  json: boolean,
  progress: ReturnType<typeof createProgress>,
): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--json') throw new UsageError(overview());
  if (asksForHelp(name)) {
    const about = rest[0] ?? '';
    const listed = commands[about];
    print(listed ? helpOf(about, listed.summary, await listed.load()) : overview());
    return 0;
  }
  const listed = commands[name];
  if (listed === undefined) {
    throw new UsageError(`There is no command "${name}".\n\n${overview()}`);
  }
  const command = await listed.load();
  if (rest.some(asksForHelp)) {
    print(helpOf(name, listed.summary, command));
    return 0;
  }
  const args = command.readsItself
    ? { values: {}, paths: [...rest] }
    : readArguments(rest, command.options);
  const result = await command.run(args, progress);
  progress.done();
  if (result === null) return 0;
  print(json ? JSON.stringify(result.json, null, 2) : result.text);
  return result.ok ? 0 : 1;
}

const asksForHelp = (word: string): boolean => ['help', '--help', '-h'].includes(word);

function overview(): string {
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`,
  );
  return `${bold('baton')}: AI customer support that knows when to pass the baton

${lines.join('\n')}

baton <command> --help says more. Every command takes --json.`;
}

function helpOf(name: string, summary: string, { help }: Command): string {
  return `${bold(`baton ${name}`)}: ${summary}

${help}
  --json            print one JSON object
  -h, --help        this help`;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2));
