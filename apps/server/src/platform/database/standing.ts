/**
 * Where a query stands: inside of one workspace, or across all of them. It is said once, where work
 * begins, and holds for everything that this work awaits:
 *
 *   a signed-in teammate, a customer, a job of a workspace ──► inWorkspace(id, work)
 *   who asks is not known yet, the installation's own work ──► acrossWorkspaces(why, work)
 *
 * The invariant: a query that stands nowhere is refused, and nobody steps from one workspace into
 * another. What the database makes of it is in wall.ts. Work that calls back later (an event of a
 * socket, a timer of somebody else) must say again where it stands.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Everything that may look across workspaces, and why it must. */
export type WhyAcross =
  /** A token, key, link or address is all there is: the row that it finds says whose it is. */
  | 'who asks is not known yet'
  /** Jobs wait in one queue, whoever they are for. */
  | 'the queue of jobs'
  /** One reader for everybody; the hub knows who may hear what. */
  | 'the live feed'
  | 'housekeeping'
  /** Counts of the whole installation. */
  | 'metrics'
  | 'the start of a server'
  /** A page that needs no account, found by an id that cannot be guessed. */
  | 'a public page'
  /** Whoever may run commands on the server holds all data anyway. */
  | 'the command line'
  /** An address belongs to one account of the installation, whichever its workspace. */
  | 'one account for each address';

export type Standing =
  | { kind: 'workspace'; workspaceId: string }
  | { kind: 'across'; why: WhyAcross };

const standing = new AsyncLocalStorage<Standing>();

/** Work of one workspace: behind the wall it sees and changes this one's rows only. */
export function inWorkspace<T>(workspaceId: string, work: () => T): T {
  const now = standing.getStore();
  if (now?.kind === 'workspace' && now.workspaceId !== workspaceId) {
    throw new Error('Work of one workspace tried to step into another.');
  }
  return standing.run({ kind: 'workspace', workspaceId }, work);
}

/** Work of the whole installation; each of its statements must itself say whose rows it means. */
export function acrossWorkspaces<T>(why: WhyAcross, work: () => T): T {
  return standing.run({ kind: 'across', why }, work);
}

export const currentStanding = (): Standing | undefined => standing.getStore();

/** Nobody said where the query stands. A fault of ours: nothing was asked. */
export class NoStanding extends Error {
  override readonly name = 'NoStanding';

  constructor() {
    super('A query stands nowhere: begin its work by inWorkspace(…) or acrossWorkspaces(…).');
  }
}
