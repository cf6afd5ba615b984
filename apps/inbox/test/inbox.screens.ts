import { createWorld } from './fake/world.ts';
import { look } from './look.ts';
import { angry, mayas, mine, resolved, snoozed, withAi } from './fake/scene.ts';
import { maya, sam } from './fake/people.ts';

look('waiting', '/inbox/waiting');
look('waiting-empty', '/inbox/waiting', { world: () => createWorld([]) });
look('handed-off', `/inbox/waiting/${angry.summary.id}`);
look('mine', `/inbox/mine/${mine.summary.id}`, {
  async then({ page, world }) {
    await page
      .getByRole('button', { name: /Reply|Note/ })
      .first()
      .waitFor();
    world.whisper({
      type: 'typing',
      conversationId: mine.summary.id,
      teammateId: null,
      typing: true,
    });
    world.whisper({
      type: 'presence',
      teammates: [
        { teammateId: sam.id, viewing: mine.summary.id },
        { teammateId: maya.id, viewing: mine.summary.id },
      ],
    });
    await page.keyboard.press('n');
    await page.keyboard.type('Adapter ordered, ask again on Thursday.');
  },
});
look('ai', `/inbox/ai/${withAi.summary.id}`);
look('theirs', `/inbox/open/${mayas.summary.id}`);
look('resolved', `/inbox/resolved/${resolved.summary.id}`);
look('snoozed', `/inbox/open/${snoozed.summary.id}`);
look('why', `/inbox/ai/${withAi.summary.id}`, {
  async then({ page }) {
    await page.getByRole('button', { name: 'Why?' }).first().click();
    await page.getByText('Passages it looked at').waitFor();
  },
});
look('list-failed', '/inbox/open', {
  expectErrors: true,
  before({ world }) {
    world.trouble = (_, path) =>
      path === '/api/conversations'
        ? {
            status: 500,
            body: {
              status: 500,
              code: 'internal',
              title: 'Something went wrong on our side',
              detail: '',
              requestId: 'req_8fk2',
            },
          }
        : null;
  },
  async then({ page }) {
    await page.getByText('could not be loaded').waitFor({ timeout: 10_000 });
  },
});
look('offline-and-refused', `/inbox/mine/${mine.summary.id}`, {
  expectErrors: true,
  async then({ page, world, server }) {
    world.trouble = (method, path) =>
      method === 'POST' && path.endsWith('/replies')
        ? {
            status: 409,
            body: {
              status: 409,
              code: 'not_yours',
              title: '',
              detail: 'This conversation is with somebody else',
              teammateId: maya.id,
            },
          }
        : null;
    await page.getByLabel(/^Reply to/).fill('The adapter is on its way.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Not sent.').waitFor();
    server.cut();
    await page.getByLabel(/^Reply to/).fill('And this one waits for the network.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Connection lost').filter({ visible: true }).waitFor({ timeout: 10_000 });
  },
});
look('not-found', '/inbox/open/cnv_00000000000000000000000000', { expectErrors: true });
look('palette', '/inbox/open', {
  only: 'desktop',
  async then({ page }) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ar');
    await page.waitForTimeout(500);
  },
});
look('shortcuts', `/inbox/waiting/${angry.summary.id}`, {
  only: 'desktop',
  async then({ page }) {
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
  },
});
look('assign', `/inbox/mine/${mine.summary.id}`, {
  async then({ page }) {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Assign to' }).click();
    await page.getByRole('heading', { name: 'Assign to' }).waitFor();
  },
});
