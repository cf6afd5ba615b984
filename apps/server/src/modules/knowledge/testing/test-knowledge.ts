// A knowledge module on a real database of its own, with an AI agent to fill and a job runner.

import { createTestDatabase } from '@baton/testkit/database';
import { systemClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { createJobRunner, type JobRunner } from '../../../platform/jobs/index.ts';
import { silentLog } from '../../../platform/log.ts';
import type { KnowledgeScope } from '../documents.ts';
import type { Embedder } from '../embedder/embedder.ts';
import { createKnowledge, type Knowledge } from '../knowledge.ts';
import { bagOfWordsEmbedder } from './bag-of-words-embedder.ts';

export type TestKnowledge = Awaited<ReturnType<typeof createTestKnowledge>>;

/** `on`: another database than one of its own; it is dropped with this. */
export async function createTestKnowledge(on?: { database: Database; drop: () => Promise<void> }) {
  const testDatabase = on ?? (await createTestDatabase());
  const database = 'database' in testDatabase ? testDatabase.database : testDatabase.connect();
  const embedder = bagOfWordsEmbedder();
  const runners: JobRunner[] = [];

  /** Another process on the same database. */
  function open(
    its: Embedder | null = embedder,
    mostPassagesInMemory?: number,
    mostVectorsInMemory?: number,
  ): Knowledge {
    return createKnowledge({
      database,
      embedder: its,
      clock: systemClock,
      newId,
      wakeFeed: () => {},
      wakeJobs: () => {},
      ...(mostPassagesInMemory ? { mostPassagesInMemory } : {}),
      ...(mostVectorsInMemory === undefined ? {} : { mostVectorsInMemory }),
    });
  }

  async function newAgent(): Promise<KnowledgeScope> {
    const scope = { workspaceId: newId('wsp'), aiAgentId: newId('agt') };
    await database.query('insert into workspaces (id, name) values ($1, $1)', [scope.workspaceId]);
    await database.query(
      `insert into ai_agents (id, workspace_id, name, widget_key, policy) values ($1, $2, 'Bot', $1, '{}')`,
      [scope.aiAgentId, scope.workspaceId],
    );
    return scope;
  }

  const knowledge = open();
  return {
    database,
    embedder,
    knowledge,
    open,
    newAgent,
    scope: await newAgent(),
    /** Runs jobs until none waits. */
    async runJobs(of: Knowledge = knowledge): Promise<void> {
      const runner = createJobRunner({
        database,
        handlers: of.jobs,
        log: silentLog(),
        pollMs: 20,
        pauseMs: () => 5,
      });
      runners.push(runner);
      runner.start();
      for (;;) {
        const [row] = await database.query<{ count: string }>(
          'select count(*) from jobs where failed_at is null',
        );
        if (row?.count === '0') break;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await runner.stop();
    },
    async drop(): Promise<void> {
      await Promise.all(runners.map((runner) => runner.stop()));
      await testDatabase.drop();
    },
  };
}

export function file(name: string, text: string) {
  return { kind: 'file' as const, name, bytes: Buffer.from(text, 'utf8') };
}
