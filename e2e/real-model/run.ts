/**
 * `npm run test:model`: Baton's journeys with a real language model; see README.md.
 *
 *   npm run test:model -- [--only part-of-a-name] [--write file-for-what-the-model-wrote]
 *
 * Exit status 0: everything that must hold held.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Generation } from '@baton/protocol';
import { TeammateApi } from '../chaos/api.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { helpPages } from './help-pages.ts';
import { ingredients } from './ingredients.ts';
import { journeys, type Stage } from './journeys.ts';
import { startModelEndpoint } from './model-endpoint.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, write: { type: 'string' } },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const endpoint = await startModelEndpoint(await ingredients(say));
const dataDir = mkdtempSync(join(tmpdir(), 'baton-real-model-'));
const server = new ServerUnderTest({
  dataDir,
  port: await freePort(),
  env: {
    LOG_LEVEL: 'warn',
    BATON_RATE_LIMITS: 'off',
    BATON_MODEL_PROVIDER: 'compatible',
    BATON_MODEL_URL: endpoint.url,
    BATON_MODEL: 'tinyllama',
    // Two cores that others use as well read a prompt of a thousand tokens in a minute.
    BATON_MODEL_PATIENCE: '600',
  },
});
const failed: string[] = [];
let passed = 0;
try {
  await server.start();
  const stage = await setUp();
  for (const [name, journey] of Object.entries(journeys)) {
    if (!name.includes(values.only)) continue;
    const started = Date.now();
    try {
      await journey(stage);
      passed += 1;
      say(`✓ ${name} (${Math.round((Date.now() - started) / 1_000)} s)`);
    } catch (error) {
      failed.push(name);
      say(`✗ ${name}: ${(error as Error).message}`);
    }
  }
  report(stage.generations);
} finally {
  await server.stop();
  await endpoint.close();
  rmSync(dataDir, { recursive: true, force: true });
}
say(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function setUp(): Promise<Stage> {
  const token = /setup\?token=(\S+)/.exec(server.output)?.[1];
  if (token === undefined) throw new Error('no set-up link was printed');
  const api = new TeammateApi(server.base);
  await api.setUp(token);
  const [aiAgent] = (await api.session()).aiAgents;
  if (aiAgent === undefined) throw new Error('set-up made no AI agent');
  for (const { title, text } of helpPages)
    await api.post(`/api/ai-agents/${aiAgent.id}/documents`, { kind: 'text', title, text });
  return {
    api,
    base: server.base,
    aiAgentId: aiAgent.id,
    widgetKey: aiAgent.widgetKey,
    endpoint,
    say,
    generations: [],
  };
}

function report(generations: readonly Generation[]): void {
  if (values.write) writeFileSync(values.write, JSON.stringify(generations, null, 2));
  const sentences = generations.flatMap((generation) => generation.sentences);
  const removed = sentences.filter((sentence) => sentence.removed).length;
  const { calls, hungUp, refused, tokens } = endpoint.counts;
  say(
    `the model wrote ${sentences.length} sentences in ${generations.length} answers; the check removed ${removed}`,
  );
  say(
    `${calls} calls, ${tokens} tokens, ${hungUp} hung up on, ${refused} too long for its context`,
  );
}
