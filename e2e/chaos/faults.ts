/** Carries a fault out: strikes, holds it for its time, and mends it again. A late feed goes on meanwhile. */
import type { Link } from '../support/link.ts';
import { pause } from '../support/random.ts';
import type { ServerUnderTest } from '../support/server-under-test.ts';
import type { Installation } from './installation.ts';
import type { Fault } from './plan.ts';

/** Resolves once it is mended. @throws when what must come back does not. */
export async function strike(installation: Installation, fault: Fault): Promise<void> {
  const { servers, customerLinks, databaseLinks } = installation;
  switch (fault.kind) {
    case 'kill':
      return killed(installation, [fault.server], fault.downMs);
    case 'kill all':
      return killed(installation, [...servers.keys()], fault.downMs);
    case 'postgres':
      return installation.restartPostgres(fault.mode);
    case 'late feed':
      return installation.lateFeed.hold(fault.ms);
    case 'clock':
      return serverOf(servers, fault.server).setClockAhead(fault.aheadMs);
    case 'link': {
      const links = fault.where === 'customers' ? customerLinks : databaseLinks;
      const link = links[fault.server] as Link;
      link.trouble(fault.trouble, fault.delayMs);
      if (fault.where === 'database' && fault.trouble === 'black hole')
        installation.swallowed.add(fault.server);
      await pause(fault.ms);
      return link.heal();
    }
    case 'rolling restart':
      for (const index of servers.keys()) await restarted(installation, index);
  }
}

async function killed(
  { servers, start }: Installation,
  which: readonly number[],
  downMs: number,
): Promise<void> {
  await Promise.all(which.map((index) => serverOf(servers, index).kill()));
  await pause(downMs);
  await Promise.all(which.map((index) => start(index)));
}

/**
 * Sockets and jobs move to the others meanwhile; and it ends by itself, in time. Whose goodbye to
 * PostgreSQL nobody hears waits for an answer as long as it may, and says with its status that none came.
 */
async function restarted(
  { servers, start, swallowed }: Installation,
  index: number,
): Promise<void> {
  const code = await serverOf(servers, index).stop();
  if (code !== 0 && !(code === 1 && swallowed.has(index)))
    throw new Error(`server ${index + 1}, told to stop, ended with ${code}`);
  await start(index);
}

function serverOf(servers: readonly ServerUnderTest[], index: number): ServerUnderTest {
  const server = servers[index];
  if (server === undefined) throw new Error(`there is no server ${index}`);
  return server;
}
