// What is being erased while webhooks are told of it: nothing is left of it, and nothing fails.

import { expect, it } from 'vitest';
import { somebodyWaits } from '../../../platform/database/testing/somebody-waits.ts';
import { newId } from '../../../platform/ids.ts';
import { silentLog } from '../../../platform/log.ts';
import { relay } from './relay.ts';
import { webhookDesk, workspaceId } from './testing/webhook-desk.ts';

const desk = webhookDesk();

it('a conversation that is being erased is waited for, and then not told of', async () => {
  await desk.added(desk.idleServer());
  const gone = await desk.customerWrites();
  const stays = await desk.customerWrites();
  const { database } = desk;
  const tell = () => relay({ database, newId, log: silentLog() }, workspaceId);
  const told = await database.transaction(async (tx) => {
    await tx.query('delete from conversations where id = $1', [gone]);
    // What was just written is read once no older transaction of the whole server is under way.
    for (;;) {
      const telling = tell();
      if (await somebodyWaits(database, telling)) return { telling };
    }
  });
  await told.telling;
  await expect
    .poll(
      async () => {
        await tell();
        const rows = await database.query<{ conversation_id: string }>(
          'select distinct conversation_id from webhook_deliveries',
        );
        return rows.map(({ conversation_id }) => conversation_id);
      },
      { timeout: 20_000 },
    )
    .toEqual([stays]);
});
