/**
 * The installation a command works on: its database and modules, and which AI agent is meant.
 *
 * Beside a running server a command is a guest on its database; alone it starts the embedded one
 * and stops it again.
 */
import {
  acrossWorkspaces,
  type Baton,
  createLog,
  loadConfig,
  type Log,
  openBaton,
} from '@baton/server';
import { type Arguments, Failure, type Options, type Progress } from './command.ts';
import { textOption } from './terminal/arguments.ts';

/** For the commands that speak with one AI agent. */
export const agentOptions = {
  'ai-agent': { type: 'string' },
  workspace: { type: 'string' },
} satisfies Options;

export const agentHelp = `  --ai-agent NAME   which AI agent, by name or id; needed only when there are several
  --workspace NAME  which workspace, by name or id; needed only when there are several`;

export interface Scope {
  workspaceId: string;
  aiAgentId: string;
  aiAgentName: string;
}

/** What goes wrong beside the command is told on standard error; what it does is not. */
export function commandLog(): Log {
  const asked = loadConfig(process.env).logLevel;
  const level = process.env['LOG_LEVEL'] ? asked : 'warn';
  return createLog({
    level,
    pretty: process.stderr.isTTY,
    write: (line) => void process.stderr.write(line),
  });
}

export async function withBaton<T>(
  name: string,
  progress: Progress,
  use: (baton: Baton) => Promise<T>,
): Promise<T> {
  const config = loadConfig(process.env);
  progress.tell('Opening the database');
  const baton = await openBaton({ config, log: commandLog(), name, guestAllowed: true });
  // Ctrl-C would leave the embedded database running behind us.
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    progress.tell('Stopping');
    void baton.close().finally(() => process.exit(130));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await acrossWorkspaces('the command line', () => use(baton));
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    if (!stopping) await baton.close();
  }
}

interface Named {
  id: string;
  name: string;
}

export async function chooseScope(baton: Baton, args: Arguments): Promise<Scope> {
  const workspaces = await baton.database.query<Named>(
    'select id, name from workspaces order by created_at, id',
  );
  if (workspaces.length === 0) {
    throw new Failure(
      'This installation is not set up yet. Run npm start and open the set-up link it prints.',
    );
  }
  const workspace = choose(workspaces, textOption(args, 'workspace'), 'workspace');
  const agents = await baton.accounts.aiAgents.list(workspace.id);
  const agent = choose(agents, textOption(args, 'ai-agent'), 'AI agent');
  return { workspaceId: workspace.id, aiAgentId: agent.id, aiAgentName: agent.name };
}

/** @internal for its test */
export function choose<T extends Named>(
  all: readonly T[],
  wanted: string | undefined,
  what: string,
): T {
  const option = `--${what.toLowerCase().replace(' ', '-')}`;
  const names = all.map(({ name }) => `"${name}"`).join(', ');
  if (wanted === undefined) {
    const [only, ...others] = all;
    if (only === undefined) throw new Failure(`There is no ${what} yet.`);
    if (others.length > 0) throw new Failure(`Which ${what}? Say ${option} with one of ${names}.`);
    return only;
  }
  const same = all.filter(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  const [found, ...doubles] = same;
  if (found === undefined) throw new Failure(`There is no ${what} "${wanted}", only ${names}.`);
  if (doubles.length > 0) {
    throw new Failure(
      `Several are called "${wanted}"; say ${option} with one of ${same.map(({ id }) => id).join(', ')}.`,
    );
  }
  return found;
}
