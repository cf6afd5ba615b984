/**
 * A server in small, for a test that kills it: only the loops of webhooks, on a given database.
 * Usage: webhook-server.ts <database url> <key, base64>; writes a line when it is at work.
 */
import { connectDatabase } from '../../../../platform/database/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { silentLog } from '../../../../platform/log.ts';
import { createSafeFetch } from '../../../../platform/safe-fetch/index.ts';
import { createSecrets } from '../../../../platform/secrets/index.ts';
import { createWebhooks } from '../index.ts';

const [, , url = '', key = ''] = process.argv;
const database = connectDatabase({
  url,
  applicationName: 'webhooks that are killed',
  poolSize: 8,
  log: silentLog(),
});
createWebhooks({
  database,
  secrets: createSecrets([Buffer.from(key, 'base64')]),
  web: createSafeFetch({ userAgent: 'test', mayConnect: () => true }),
  newId,
  log: silentLog(),
  patience: { withinMs: 300, leaseMs: 500, pollMs: 20 },
}).start();
process.stdout.write('at work\n');
