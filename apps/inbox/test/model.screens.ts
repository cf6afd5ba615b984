/** The language model's screens: choosing and testing it, its voice, its budget, and what it cost. */
import { expect, type Page, test } from '@playwright/test';
import { busyMonth, byOperator, generation, refused, withModel } from './fake/engine.ts';
import { maya } from './fake/people.ts';
import { withAi } from './fake/scene.ts';
import { startFake } from './fake/server.ts';
import { createWorld, type World } from './fake/world.ts';
import { look } from './look.ts';

const costly = ({ world }: { world: World }) => {
  world.engine.view = withModel;
  world.engine.usage = busyMonth;
  world.engine.ofConversation = {
    currency: 'EUR',
    calls: 8,
    failed: 0,
    inputTokens: 15_200,
    outputTokens: 610,
    cost: 0.0031,
  };
  world.asked = { ...world.asked, generation };
  world.decision = { ...world.decision, generation };
};

look('model-embedded', '/settings/model');
look('model-openai', '/settings/model', {
  async then({ page }) {
    await page.getByRole('radio', { name: /^OpenAI/ }).check();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('This provider needs a key.').waitFor();
    await page.getByRole('button', { name: 'Test connection' }).scrollIntoViewIfNeeded();
  },
});
look('model-compatible-failed', '/settings/model', {
  before({ world }) {
    world.engine.test = refused;
  },
  async then({ page }) {
    await page.getByRole('radio', { name: /^Compatible/ }).check();
    await page.getByRole('button', { name: 'Ollama' }).click();
    await page.getByLabel('Model', { exact: true }).fill('llama3.2');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('The provider refused the key').waitFor();
    await page.getByRole('button', { name: 'Test connection' }).scrollIntoViewIfNeeded();
  },
});
look('model-stored-tested', '/settings/model', {
  before: costly,
  async then({ page }) {
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('It answers.').waitFor();
  },
});
look('model-testing', '/settings/model', {
  before(scene) {
    costly(scene);
    scene.world.engine.testTakes = 60_000;
  },
  async then({ page }) {
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText(/… 2 s/).waitFor();
  },
});
look('model-operator', '/settings/model', {
  before({ world }) {
    world.engine.view = {
      ...byOperator,
      warnings: ['The key and the customers’ words travel unencrypted to models.example.'],
    };
  },
});
look('model-readonly', '/settings/model', { me: maya, before: costly });
look('voice', '/settings/voice', {
  before: costly,
  async then({ page }) {
    await page.getByRole('button', { name: /Give prices/ }).click();
    await page.getByRole('radio', { name: /^Always/ }).check();
  },
});
look('voice-tried', '/settings/voice', {
  before: costly,
  async then({ page }) {
    await page.getByLabel('Ask your AI agent').fill('And as a guest?');
    await page.keyboard.press('Enter');
    await page.getByText('2 sentences kept, 1 removed').scrollIntoViewIfNeeded();
  },
});
look('voice-embedded', '/settings/voice');
look('budget', '/settings/budget', { before: costly });
look('budget-warned', '/settings/budget', {
  before(scene) {
    costly(scene);
    scene.world.engine.view = {
      ...withModel,
      budget: { monthly: 4, currency: 'USD', inputPrice: 0, outputPrice: 0 },
    };
  },
  async then({ page }) {
    await page.getByText('never reached').scrollIntoViewIfNeeded();
  },
});
look('budget-embedded', '/settings/budget');
look('usage', '/settings/usage', {
  before: costly,
  async then({ page }) {
    await page
      .getByRole('button', { name: /^Show October|^Show [A-Z]/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'This month' }).waitFor();
    await page.waitForTimeout(300);
  },
});
look('usage-end', '/settings/usage', {
  before: costly,
  async then({ page }) {
    await page.getByText('Conversations that took the most').scrollIntoViewIfNeeded();
    await page.getByRole('list').last().scrollIntoViewIfNeeded();
  },
});
look('usage-none', '/settings/usage');
look('decision-model', '/decision/when', {
  before: costly,
  async then({ page }) {
    await page.getByRole('heading', { name: 'When the language model' }).scrollIntoViewIfNeeded();
  },
});
look('why-written', `/inbox/ai/${withAi.summary.id}`, {
  before: costly,
  async then({ page }) {
    await page.getByRole('button', { name: 'Why?' }).first().click();
    await page.getByText('2 sentences kept').waitFor();
  },
});
look('why-written-numbers', `/inbox/ai/${withAi.summary.id}`, {
  before: costly,
  async then({ page }) {
    await page.getByRole('button', { name: 'Why?' }).first().click();
    await page.getByText('Signals and numbers').click();
    await page.getByText('Tokens').scrollIntoViewIfNeeded();
  },
});

async function open(path: string, page: Page, prepare?: (world: World) => void) {
  const world = createWorld();
  prepare?.(world);
  const server = await startFake(world);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { world, server };
}

test('a key is sent once, is never shown again, and goes to no other provider', async ({
  page,
}) => {
  const { world, server } = await open('/settings/model', page);
  await page.getByRole('radio', { name: /^OpenAI/ }).check();
  await page.getByLabel('Model', { exact: true }).fill('gpt-5.4-mini');
  await page.getByLabel('Key', { exact: true }).fill('sk-secret-1');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A key is stored.')).toBeVisible();
  expect(world.engine.sent).toEqual([
    {
      path: 'engine',
      body: {
        kind: 'openai',
        model: 'gpt-5.4-mini',
        url: null,
        selfCheck: false,
        key: 'sk-secret-1',
      },
    },
  ]);
  expect(await page.content()).not.toContain('sk-secret-1');

  await page.getByLabel('Model', { exact: true }).fill('gpt-5.6');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);
  expect(world.engine.sent.at(-1)?.body).not.toHaveProperty('key');

  await page.getByText('Another address').click();
  await page.getByLabel('Address').fill('https://gateway.example/v1');
  await expect(page.getByText('It is never sent anywhere else')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('This provider needs a key.')).toBeVisible();
  expect(world.engine.sent).toHaveLength(2);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('A key is stored.')).toBeVisible();
  await server.stop();
});

test('a connection is tested as it is typed, and a result is only shown for what was tested', async ({
  page,
}) => {
  const { world, server } = await open('/settings/model', page, ({ engine }) => {
    engine.test = refused;
  });
  await page.getByRole('radio', { name: /^Compatible/ }).check();
  await page.getByRole('button', { name: 'Ollama' }).click();
  await page.getByLabel('Model', { exact: true }).fill('qwen3');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByRole('alert')).toContainText('HTTP 401');
  await expect(page.getByRole('alert')).toContainText('Incorrect API key provided');
  expect(world.engine.sent).toEqual([
    {
      path: 'engine/test',
      body: {
        kind: 'compatible',
        model: 'qwen3',
        url: 'http://localhost:11434/v1',
        selfCheck: false,
      },
    },
  ]);
  await page.getByLabel('Model', { exact: true }).fill('qwen3:8b');
  await expect(page.getByText('HTTP 401')).toHaveCount(0);
  await server.stop();
});

test('a test can be stopped, and says nothing then', async ({ page }) => {
  const { server } = await open('/settings/model', page, ({ engine }) => {
    engine.view = withModel;
    engine.testTakes = 60_000;
  });
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Calling the model')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await server.stop();
});

test('the operator’s default is overridden by a choice, and gone back to', async ({ page }) => {
  const { world, server } = await open('/settings/model', page, ({ engine }) => {
    engine.view = byOperator;
  });
  await expect(page.getByRole('radio', { name: /^Set by the operator/ })).toBeChecked();
  await page.getByRole('radio', { name: /^Embedded/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => world.engine.view.engine.from).toBe('screen');
  await page.getByRole('radio', { name: /^Set by the operator/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => world.engine.view.engine.from).toBe('environment');
  await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);
  await server.stop();
});

test('a budget is read as people write numbers, and says what it pays for', async ({ page }) => {
  const { world, server } = await open('/settings/budget', page, ({ engine }) => {
    engine.view = withModel;
  });
  await page.getByLabel('What it reads').fill('0,25');
  await page.getByLabel('What it writes').fill('cheap');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Write a number, like 0.15.')).toBeVisible();
  await page.getByLabel('What it writes').fill('2');
  await expect(page.getByText('€25 pay about 33,000 of them')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => world.engine.view.budget)
    .toEqual({
      monthly: 25,
      currency: 'EUR',
      inputPrice: 0.25,
      outputPrice: 2,
    });
  await page.getByRole('switch', { name: /^Limit what/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => world.engine.view.budget.monthly).toBeNull();
  await server.stop();
});

test('what happens without a model is part of the policy, drafted and published', async ({
  page,
}) => {
  const { world, server } = await open('/decision/when', page);
  await page
    .getByRole('group', { name: 'When the model fails' })
    .getByRole('radio', { name: /^Hand off/ })
    .check();
  await expect(page.getByText('1 change')).toBeVisible();
  await page.getByRole('button', { name: 'Publish …' }).click();
  await expect(
    page.getByText('When the model fails: hand off, not quote the documents'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Publish version 4' }).click();
  await expect(page.getByText('Version 4 is live.')).toBeVisible();
  expect(world.policy.published.model.onFailure).toBe('handoff');
  await server.stop();
});

test('the same numbers stand in a table, and a conversation is one click away', async ({
  page,
}) => {
  const { server } = await open('/settings/usage', page, ({ engine }) => {
    engine.view = withModel;
    engine.usage = busyMonth;
  });
  await page.getByRole('button', { name: 'As a table: Day by day' }).click();
  await expect(page.getByRole('region', { name: 'Day by day, as a table' })).toContainText('1 ');
  await page.getByRole('link', { name: /Ada Brennan/ }).click();
  await expect(page).toHaveURL(/\/inbox\/open\/cnv_/);
  await server.stop();
});
