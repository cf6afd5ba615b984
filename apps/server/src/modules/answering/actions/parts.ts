/** What actions are put together from. */
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/index.ts';
import type { Log } from '../../../platform/log.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import type { Conversations } from '../../conversations/index.ts';
import type { RefusesServer, SendRequest } from './ports.ts';

export interface ActionParts {
  database: Database;
  secrets: Secrets;
  conversations: Pick<Conversations, 'execute' | 'episode'>;
  send: SendRequest;
  refuses: RefusesServer;
  clock: Clock;
  newId(prefix: string): string;
  log: Log;
  /** Between two tries of a request; for tests. */
  pause?(ms: number): Promise<void>;
}
