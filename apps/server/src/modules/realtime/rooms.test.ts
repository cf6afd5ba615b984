import type { InboxCounts, TeammateId, WorkspaceId } from '@baton/protocol';
import { createTestClock } from '@baton/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { PRESENCE_LASTS_MS } from './core/presence.ts';
import type { InboxSeat } from './inbox-audience.ts';
import { Rooms } from './rooms.ts';

const workspaceId = 'wsp_1' as WorkspaceId;
const [ana, ben] = ['tmt_ana', 'tmt_ben'] as [TeammateId, TeammateId];
const clock = createTestClock();
let rooms: Rooms;
let heard: string[];

beforeEach(() => {
  heard = [];
  rooms = new Rooms({
    clock,
    log: silentLog(),
    processId: 'prc_here',
    countsOf: async () => ({}) as InboxCounts,
    contactOf: async () => null,
  });
});
afterEach(() => rooms.close());

test('teammates on a process that died are shown as gone, though nobody said goodbye', () => {
  const seat = aSeat();
  rooms.sitInbox(seat);
  const present = [{ teammateId: ben, viewing: null }];
  rooms.hear({ kind: 'presence', processId: 'prc_died', workspaceId, present });
  expect(heard.at(-1)).toContain(ben);
  clock.advance(PRESENCE_LASTS_MS + 1);
  rooms.looked(seat);
  expect(heard.at(-1)).not.toContain(ben);
  expect(heard.at(-1)).toContain(ana);
});

test('presence that did not change is not told again', () => {
  const seat = aSeat();
  rooms.sitInbox(seat);
  rooms.looked(seat);
  rooms.looked(seat);
  expect(heard).toHaveLength(1);
});

const aSeat = (): InboxSeat => ({
  workspaceId,
  teammateId: ana,
  name: 'Ana',
  viewing: null,
  client: { sendFramed: (frames) => void heard.push(frames.toString()), recheck: () => {} },
});
