/**
 * The database goes away for ten seconds while customers write. They get a plain "not now", their
 * browsers send again, and in the end everything is there once, and answered.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, startEmbeddedPostgres } from '@baton/server/platform';
import { expect, test } from '@playwright/test';
import { ApiFailure, CustomerApi } from '../chaos/api.ts';
import { cutLine } from '../support/cut-line.ts';
import { pause } from '../support/random.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { aWorld } from '../support/world.ts';

const AWAY_MS = 10_000;

test('ten seconds without a database lose nothing and double nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-outage-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    log: createLog({ level: 'silent' }),
  });
  const url = new URL(postgres.url);
  const line = await cutLine({ host: url.hostname, port: Number(url.port) });
  url.port = String(line.port);
  const server = new ServerUnderTest({
    dataDir: join(folder, 'unused'),
    port: await freePort(),
    env: { LOG_LEVEL: 'silent', DATABASE_URL: url.href },
  });
  try {
    await server.start();
    const setUpLink = /http:\S+\/setup\?token=\S+/.exec(server.output)?.[0] ?? '';
    const installation = { server, base: server.base, setUpLink };
    const { owner, aiAgent } = await aWorld(installation);
    const customer = new CustomerApi(server.base, aiAgent.widgetKey);
    await customer.begin();
    await customer.send(crypto.randomUUID(), 'hello');

    line.cut();
    const mended = pause(AWAY_MS).then(() => line.mend());
    const refusal = await customer
      .send('during-the-outage', 'What does Lumen Plus cost?')
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiFailure);
    expect(refusal).toMatchObject({ status: 503, code: 'unavailable' });
    expect((await fetch(`${server.base}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.base}/healthz`)).status).toBe(200);

    const stored = await insist(() =>
      customer.send('during-the-outage', 'What does Lumen Plus cost?'),
    );
    await mended;
    const { id } = stored.snapshot.conversation;
    await expect
      .poll(async () => (await owner.open(id)).summary.aiWorking, { timeout: 30_000 })
      .toBe(false);
    const { events } = await owner.open(id);
    const asked = events.filter(
      (event) =>
        event.type === 'customerMessageSent' && event.clientMessageId === 'during-the-outage',
    );
    expect(asked).toHaveLength(1);
    expect(['aiAnswered', 'handedOff']).toContain(events.at(-1)?.type);
    expect((await fetch(`${server.base}/readyz`)).status).toBe(200);
  } finally {
    await server.stop();
    line.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof ApiFailure && !error.passing) throw error;
      await pause(250);
    }
  }
}
