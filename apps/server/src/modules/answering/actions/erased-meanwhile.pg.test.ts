// Who is erased while the AI begins an action for them: nothing begins, and nothing fails.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { somebodyWaits } from '../../../platform/database/testing/somebody-waits.ts';
import type { EndedAttempt } from '../../../platform/jobs/index.ts';
import { type ActionDesk, openActionDesk } from './testing/action-desk.ts';
import { aLookUp } from './testing/an-action.ts';

let desk: ActionDesk;
let tell: (attempt: EndedAttempt) => void;
const firstAttempt = new Promise<EndedAttempt>((resolve) => {
  tell = resolve;
});
beforeAll(async () => {
  desk = await openActionDesk({}, { ended: (attempt) => tell(attempt) });
});
afterAll(() => desk.close());

it('an action is not begun in a conversation that is being erased', async () => {
  await desk.define(aLookUp());
  const { id } = await desk.start();
  await desk.database.transaction(async (tx) => {
    await tx.query('delete from conversations where id = $1', [id]);
    desk.runner.start();
    await somebodyWaits(desk.database, firstAttempt);
  });
  expect(await firstAttempt).toMatchObject({ end: 'done' });
  expect(await desk.database.query('select 1 from action_runs')).toEqual([]);
});
