import type { ConversationId, TeammateId } from '@baton/protocol';
import { expect, test } from 'vitest';
import { PRESENCE_LASTS_MS, Presence } from './presence.ts';

const sam = 'tmt_sam' as TeammateId;
const maya = 'tmt_maya' as TeammateId;
const talk = 'cnv_1' as ConversationId;

test('teammates on several processes are all present, each once', () => {
  const presence = new Presence();
  presence.hear(report('a', [{ teammateId: sam, viewing: null }]), 0);
  presence.hear(
    report('b', [
      { teammateId: maya, viewing: null },
      { teammateId: sam, viewing: talk },
    ]),
    0,
  );
  expect(presence.in('w', 1)).toEqual([
    { teammateId: maya, viewing: null },
    { teammateId: sam, viewing: talk },
  ]);
  expect(presence.in('another', 1)).toEqual([]);
});

test('a process that falls silent takes its teammates with it', () => {
  const presence = new Presence();
  presence.hear(report('a', [{ teammateId: sam, viewing: null }]), 0);
  expect(presence.in('w', PRESENCE_LASTS_MS + 1)).toEqual([]);
});

test('a process that says goodbye is forgotten at once', () => {
  const presence = new Presence();
  presence.hear(report('a', [{ teammateId: sam, viewing: null }]), 0);
  presence.hear(report('a', []), 1);
  expect(presence.in('w', 2)).toEqual([]);
});

const report = (
  processId: string,
  present: { teammateId: TeammateId; viewing: ConversationId | null }[],
) => ({
  processId,
  workspaceId: 'w',
  present,
});
