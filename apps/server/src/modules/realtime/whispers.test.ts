import { idOf } from '@baton/testkit';
import { expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { openWhispers, type Whisper } from './whispers.ts';

const conversationId = idOf('cnv', 1);

async function heardOf(...payloads: string[]): Promise<Whisper[]> {
  const heard: Whisper[] = [];
  await openWhispers({
    fanOut: {
      send: () => undefined,
      listen: async (_channel, hear) => {
        for (const payload of payloads) hear(payload);
        return async () => undefined;
      },
      broker: () => null,
      close: async () => undefined,
    },
    processId: 'prc_here',
    hear: (whisper) => void heard.push(whisper),
    log: silentLog(),
  });
  return heard;
}

const typing = {
  kind: 'typing',
  workspaceId: 'wsp_1',
  conversationId,
  contactId: 'con_1',
  teammate: null,
  typing: true,
};

test('what is not a whisper of ours is not heard, and does not keep the next from being heard', async () => {
  const strange = [
    '',
    'null',
    '[]',
    '{"kind":"presence","processId":"p","workspaceId":"wsp_1","present":[null]}',
    '{"kind":"sessionsEnded","workspaceId":"wsp_1"}',
    '{"kind":"laterRelease","workspaceId":"wsp_1"}',
    JSON.stringify({ ...typing, teammate: { id: 1, name: {} } }),
  ];
  expect(await heardOf(...strange, JSON.stringify(typing))).toEqual([typing]);
});

test('of two words of one process the older is not heard after the newer', async () => {
  const said = (n: number, typed: boolean) =>
    JSON.stringify({ ...typing, typing: typed, from: 'prc_other', n });
  expect(await heardOf(said(2, false), said(1, true), said(2, false))).toEqual([
    { ...typing, typing: false },
  ]);
});
