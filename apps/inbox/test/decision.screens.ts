/** The decision's screens: the policy as a draft, replay, calibration, reviews, and marks on messages. */
import { expect, type Page, test } from '@playwright/test';
import { mine, withAi, angry } from './fake/scene.ts';
import { maya } from './fake/people.ts';
import { policyDocument } from './fake/policy.ts';
import { saveDraft } from './fake/policy-api.ts';
import { startFake } from './fake/server.ts';
import { createWorld } from './fake/world.ts';
import { look } from './look.ts';

const drawn = (page: Page) => page.locator('.plot canvas').first().waitFor();

look('decision-when', '/decision/when', {
  async then({ page }) {
    await drawn(page);
  },
});
look('decision-when-calibration', '/decision/when', {
  before({ world }) {
    world.reviews.own = true;
  },
  async then({ page }) {
    await drawn(page);
    await page.getByRole('heading', { name: 'Does its confidence' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'As a table: What answering more costs' }).click();
    await page.waitForTimeout(300);
  },
});
look('decision-budget', '/decision/when', {
  before({ world }) {
    world.reviews.own = true;
  },
  async then({ page }) {
    await page.getByRole('radio', { name: /An error budget/ }).check();
    await page.getByText('Saved').waitFor();
    await page.waitForTimeout(300);
  },
});
look('decision-readonly', '/decision/when', { me: maya });
look('decision-guidelines', '/decision/guidelines', {
  async then({ page }) {
    await page.getByRole('button', { name: /Press and partners/ }).click();
    await page.getByPlaceholder('Add a phrase').fill('I want my money back');
    await page.keyboard.press('Enter');
    await page.getByText('Keep it in one of them').first().waitFor();
  },
});
look('decision-guidelines-empty', '/decision/guidelines', {
  before({ world }) {
    world.policy.published = { ...world.policy.published, guidelines: [] };
  },
});
look('decision-topics', '/decision/topics');
look('decision-tags', '/decision/tags', {
  async then({ page }) {
    await page.getByRole('button', { name: /^delivery/ }).click();
  },
});
look('decision-texts', '/decision/texts', {
  async then({ page }) {
    await page.getByRole('button', { name: 'German' }).click();
  },
});
look('decision-replay', '/decision/replay', {
  async then({ page }) {
    await page.getByRole('button', { name: 'Replay', exact: true }).last().click();
    await page.getByText('14 of 212 decisions would change (4–11%)').waitFor();
    await page.getByRole('heading', { name: 'Decision by decision' }).waitFor();
  },
});
look('decision-replay-none', '/decision/replay');
look('decision-versions', '/decision/versions', {
  async then({ page }) {
    await page.getByRole('button', { name: 'What differs in version 2' }).click();
    await page.getByText('When to answer:').waitFor();
  },
});
look('decision-publish', '/decision/topics', {
  before({ world }) {
    saveDraft(world.policy, maya, {
      ...policyDocument,
      answer: { mode: 'budget', risk: 0.05 },
      guidelines: policyDocument.guidelines.map((one) => ({ ...one, enabled: true })),
    });
  },
  async then({ page }) {
    await page.getByRole('button', { name: 'Publish …' }).click();
    await page.getByText('What changes since version 3').waitFor();
  },
});
look('decision-failed', '/decision/when', {
  expectErrors: true,
  before({ world }) {
    world.trouble = (_, path) =>
      path.endsWith('/policy')
        ? {
            status: 500,
            body: { status: 500, code: 'internal', title: '', detail: '', requestId: 'req_77' },
          }
        : null;
  },
  async then({ page }) {
    await page.getByText('The policy could not be loaded').waitFor({ timeout: 15_000 });
  },
});
look('reviews', '/decision/reviews', {
  async then({ page }) {
    await page.getByText('23 of 60').waitFor();
  },
});
look('reviews-done', '/decision/reviews', {
  before({ world }) {
    world.reviews.queue = [];
  },
});
look('marked', `/inbox/ai/${withAi.summary.id}`, {
  async then({ page }) {
    await page.getByRole('button', { name: 'Right' }).first().click();
    await page.getByRole('button', { name: 'Right, says You' }).waitFor();
    await page.getByRole('button', { name: 'Why?' }).first().click();
    await page.getByText('Signals and numbers').click();
  },
});
look('marked-handoff', `/inbox/waiting/${angry.summary.id}`);

async function open(
  path: string,
  page: Page,
  prepare?: (world: ReturnType<typeof createWorld>) => void,
) {
  const world = createWorld();
  prepare?.(world);
  const server = await startFake(world);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.getByRole('heading').first().waitFor();
  return { world, server };
}

test('whatever is changed is a draft that saves itself; publishing makes it a version', async ({
  page,
}) => {
  const { world, server } = await open('/decision/topics', page);
  await expect(page.getByText('Version 3, published')).toBeVisible();
  await page.getByRole('switch', { name: 'Legal threat is on' }).click();
  await expect(page.getByText('Draft, not live yet')).toBeVisible();
  await expect(page.getByText('1 change')).toBeVisible();
  expect(world.policy.draft?.document.sensitiveTopics[4]?.enabled).toBe(false);
  expect(world.policy.published.sensitiveTopics[4]?.enabled).toBe(true);
  await page.getByRole('button', { name: 'Publish …' }).click();
  await page.getByLabel('Note (optional)').fill('Legal answers them by mail now.');
  await page.getByRole('button', { name: 'Publish version 4' }).click();
  await expect(page.getByText('Version 4 is live.')).toBeVisible();
  await expect(page.getByText('Draft, not live yet')).toHaveCount(0);
  expect(world.policy.versions[0]?.note).toBe('Legal answers them by mail now.');
  await server.stop();
});

test('a discarded draft leaves what is live', async ({ page }) => {
  const { world, server } = await open('/decision/topics', page);
  await page.getByRole('switch', { name: 'Safety is on' }).click();
  await expect(page.getByText('1 change')).toBeVisible();
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await expect(page.getByRole('switch', { name: 'Safety is on' })).toBeChecked();
  expect(world.policy.draft).toBeNull();
  await server.stop();
});

test('what is typed stays as typed while it is saved', async ({ page }) => {
  const { world, server } = await open('/decision/guidelines', page);
  await page.getByRole('button', { name: 'Add a guideline' }).click();
  await page.getByLabel('Name').pressSequentially('Disputed ', { delay: 20 });
  await expect.poll(() => world.policy.draft?.document.guidelines.at(-1)?.name).toBe('Disputed ');
  await page.getByLabel('Name').pressSequentially('charges', { delay: 20 });
  await expect(page.getByLabel('Name')).toHaveValue('Disputed charges');
  await expect
    .poll(() => world.policy.draft?.document.guidelines.at(-1)?.name)
    .toBe('Disputed charges');
  await server.stop();
});

test('many phrases are pasted at once, and errors keep the draft from being published', async ({
  page,
}) => {
  const { world, server } = await open('/decision/guidelines', page);
  await page.getByRole('button', { name: 'Add a guideline' }).click();
  await expect(page.getByText('Without an example phrase')).toBeVisible();
  await page.getByRole('button', { name: 'Publish …' }).click();
  await expect(page.getByRole('button', { name: 'Publish version 4' })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByPlaceholder('Add a phrase').focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text', '- one way to say it\n- another way\n\n- a third');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByText('Without an example phrase')).toHaveCount(0);
  expect(world.policy.draft?.document.guidelines.at(-1)?.examples).toEqual([
    'one way to say it',
    'another way',
    'a third',
  ]);
  await server.stop();
});

test('two who write the same draft: neither is lost until one is chosen', async ({ page }) => {
  const { world, server } = await open('/decision/topics', page);
  await page.getByRole('switch', { name: 'Safety is on' }).click();
  await expect(page.getByText('1 change')).toBeVisible();
  saveDraft(world.policy, maya, { ...policyDocument, maxAiTurns: 5 });
  await page.getByRole('switch', { name: 'Legal threat is on' }).click();
  await expect(page.getByText('Maya Lindqvist saved this draft')).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('Maya Lindqvist saved this draft')).toHaveCount(0);
  await expect.poll(() => world.policy.draft?.document.sensitiveTopics[4]?.enabled).toBe(false);
  expect(world.policy.draft?.document.maxAiTurns).toBe(12);
  await server.stop();
});

test('a version rolls back as a new one', async ({ page }) => {
  const { world, server } = await open('/decision/versions', page);
  await page.getByRole('button', { name: 'Roll back to version 2' }).click();
  await page.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect(page.getByText('The rules of version 2 are live again')).toBeVisible();
  expect(world.policy.published.version).toBe(4);
  await server.stop();
});

test('a line says at once what it comes to, as one drags', async ({ page }) => {
  const { server } = await open('/decision/when', page, (world) => {
    world.reviews.own = true;
  });
  const meaning = page.getByRole('region', { name: 'What this means' });
  await expect(meaning).toContainText('of questions answered');
  const before = await meaning.textContent();
  await page.getByRole('slider', { name: 'It answers when it is at least this sure' }).focus();
  for (let n = 0; n < 20; n++) await page.keyboard.press('ArrowLeft');
  await expect(meaning).not.toHaveText(before ?? '');
  await server.stop();
});

test('reviews go by two keys, and back', async ({ page }) => {
  const { world, server } = await open('/decision/reviews', page);
  await expect(page.getByText('battery of my Glow')).toBeVisible();
  await page.keyboard.press('y');
  await expect(page.getByText('in the dishwasher')).toBeVisible();
  await expect(page.getByText('24 of 60')).toBeVisible();
  await expect(page.getByText('Would this have been right?')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('battery of my Glow')).toBeVisible();
  await expect
    .poll(() => world.reviews.marks.get(world.reviews.queue[0]!.decisionId)?.marks)
    .toEqual([]);
  for (const key of ['x', 'x', 'y']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(250);
  }
  await expect(page.getByText('That is all for now')).toBeVisible();
  await server.stop();
});

test('one key marks the last thing the AI did, again takes it back; others’ marks appear', async ({
  page,
}) => {
  const { world, server } = await open(`/inbox/mine/${mine.summary.id}`, page);
  const log = page.getByRole('log');
  await expect(log.getByRole('button', { name: 'Needed' }).last()).toBeVisible();
  await page.waitForTimeout(300);
  await page.keyboard.press('x');
  await expect(log.getByRole('button', { name: 'Not needed, says You' })).toBeVisible();
  const handoff = mine.events.find(({ type }) => type === 'handedOff');
  const decisionId = handoff?.type === 'handedOff' ? (handoff.decision?.id ?? '') : '';
  await expect
    .poll(() => world.reviews.marks.get(decisionId)?.marks[0]?.verdict)
    .toBe('not_needed');
  const known = world.reviews.marks.get(decisionId)!;
  world.emit({
    type: 'decision.reviewed',
    reviews: {
      ...known,
      revision: known.revision + 1,
      marks: [
        ...known.marks,
        { teammateId: maya.id, about: 'handoff', verdict: 'needed', at: new Date().toISOString() },
      ],
    },
  });
  await expect(log.getByRole('button', { name: 'Needed, says Maya' })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('Your mark is taken back.')).toBeVisible();
  await server.stop();
});
