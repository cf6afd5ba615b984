/** A forgotten password, while the mail server has moods. */
import { ana } from '@baton/testkit';
import { eventually } from '@baton/testkit/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workspaceId } from '../conversations/testing/desk.ts';
import { type MailDesk, openMailDesk } from './testing/mail-desk.ts';

const whose = { workspaceId, teammateId: ana };
let made = 0;
const noted: unknown[] = [];

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk({
    whoHas: async () => whose,
    async makeForMailbox() {
      made += 1;
      const email = 'ana@lumen.example';
      return { token: `token${made}`, name: 'Ana', email, workspaceName: 'Lumen' };
    },
    noteMailed: async (asked) => void noted.push(asked),
  });
});
afterAll(() => desk.close());

it('however often its mail was tried, what was asked for once is written down once', async () => {
  desk.server.mood = 'busy';
  const baton = desk.aBaton();
  baton.work();
  baton.notifications.passwordForgotten('ana@lumen.example');
  await eventually(() => expect(desk.server.tried).toBeGreaterThan(1));
  desk.server.mood = 'takes';
  await eventually(() => expect(desk.ends).toHaveLength(1));
  expect(made).toBeGreaterThan(1);
  expect(noted).toEqual([whose]);
});
