// With the real pgvector (PGlite), and without it.

import { eventually } from '@baton/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Retrieval } from '../core/retrieval.ts';
import type { KnowledgeScope } from '../documents.ts';
import { IndexCache } from '../index-cache.ts';
import type { Knowledge } from '../knowledge.ts';
import { createPgvectorDatabase, type PgvectorDatabase } from '../testing/pgvector-database.ts';
import { createTestKnowledge, file, type TestKnowledge } from '../testing/test-knowledge.ts';
import { countIndexes, isIndexed } from './hnsw-index.ts';
import { findPgvector } from './pgvector.ts';

/** Passages; what is called large here. */
const LARGE = 20;
const THINGS = 'lamp desk chair shelf sofa clock mirror carpet curtain kettle toaster fridge'.split(
  ' ',
);
const DEEDS = ['return', 'repair', 'clean', 'deliver', 'insure', 'order', 'exchange', 'store'];
const QUESTIONS = [
  'How do I return the lamp?',
  'Who can repair a kettle or a toaster?',
  'insure and deliver the mirror',
  'clening the carpet',
  'something else altogether',
];

const helpCentre = THINGS.map((thing, i) =>
  file(
    `${thing}.md`,
    `# Your ${thing}\n\n${DEEDS.map((deed, j) =>
      `## How to ${deed} it\n\nTo ${deed} a ${thing}, call ${DEEDS[(i + j) % 8]} service ${i * 8 + j} and keep the ${THINGS[(i + j) % 12]} near. `.repeat(
        3,
      ),
    ).join('\n\n')}`,
  ),
);

describe('with pgvector', () => {
  let place: PgvectorDatabase;
  let its: TestKnowledge;
  let scope: KnowledgeScope;
  let large: Knowledge;

  beforeAll(async () => {
    place = await createPgvectorDatabase();
    its = await createTestKnowledge(place);
    scope = its.scope;
    large = its.open(its.embedder, undefined, LARGE);
    await its.knowledge.addDocuments(scope, helpCentre);
    await its.runJobs();
  }, 120_000);
  afterAll(() => its.drop());

  /** As a process that has just been started sees it. */
  const indexNow = () =>
    new IndexCache({ database: its.database, embedder: its.embedder }).indexOf(scope);
  /** A question waits only a second for vectors: on a busy machine the first ones go by words. */
  const answers = (knowledge: Knowledge): Promise<Retrieval[]> =>
    eventually(async () => {
      const asked = QUESTIONS.map((question) => knowledge.retrieve(scope, question));
      const found = await Promise.all(asked);
      for (const { evidence } of found) expect(evidence.embeddedShare).toBe(1);
      return found;
    });
  async function move(): Promise<void> {
    await large.resume();
    await its.runJobs(large);
  }

  test('what is not large stays in memory', async () => {
    expect(await findPgvector(its.database)).toMatchObject({ usable: true });
    expect((await its.knowledge.progress(scope)).passages).toBeGreaterThan(LARGE);
    expect(await isIndexed(its.database, scope, its.embedder)).toBe(false);
    expect((await indexNow()).vectorsElsewhere).toBeNull();
  });

  test('what is large moves, and the same is found with the same scores', async () => {
    const inMemory = await answers(its.knowledge);
    await move();
    const index = await indexNow();
    expect(index.vectorsElsewhere).toEqual({
      embedded: index.passageCount,
      searched: index.passageCount,
    });
    // Both the process that had the vectors and one that never saw them.
    for (const knowledge of [its.knowledge, its.open()]) {
      const found = await answers(knowledge);
      found.forEach(({ passages, evidence }, i) => {
        const before = inMemory[i] as Retrieval;
        passages.forEach(({ score, cosine, passageId }, at) => {
          const then = before.passages.find((passage) => passage.passageId === passageId);
          // Vectors in memory have eight bits: who is nearly equal may change places.
          expect(score).toBeCloseTo(before.passages[at]?.score as number, 2);
          if (then?.cosine) expect(cosine).toBeCloseTo(then.cosine, 2);
        });
        expect(passages[0]?.passageId).toBe(before.passages[0]?.passageId);
        expect(evidence.topCosine).toBeCloseTo(before.evidence.topCosine, 2);
      });
    }
  });

  test('what comes, changes and goes is followed', async () => {
    await large.addDocuments(scope, [file('boat.md', '# Boats\n\nAnchors need a chain of steel.')]);
    await its.runJobs(large);
    const [anchor] = (await large.retrieve(scope, 'chain for the anchors')).passages;
    expect(anchor).toMatchObject({ documentTitle: 'Boats', cosine: expect.any(Number) });

    await large.changePassage(scope.workspaceId, anchor?.passageId as string, {
      text: 'Sails are washed by hand.',
      pinnedQuestions: ['What about canvas?'],
    });
    await its.runJobs(large);
    const [sail] = (await large.retrieve(scope, 'the canvas')).passages;
    expect(sail).toMatchObject({ passageId: anchor?.passageId, pinned: expect.any(Number) });
    expect(sail?.pinned).toBeGreaterThan(0.3);

    const boat = (await large.listDocuments(scope)).documents[0];
    expect(boat?.title).toBe('Boats');
    await large.removeDocument(scope.workspaceId, boat?.id as string);
    const gone = await large.retrieve(scope, 'the canvas');
    expect(gone.passages.map(({ documentTitle }) => documentTitle)).not.toContain('Boats');
  });

  test('vectors that a server of the version before wrote are searched too, after the job', async () => {
    await its.database.query(
      `update passage_vectors set meaning = null, heading_meaning = null
       where passage_id in (select passage_id from passage_vectors limit 7)`,
    );
    await move();
    const [left] = await its.database.query<{ count: string }>(
      'select count(*) from passage_vectors where meaning is null',
    );
    expect(left?.count).toBe('0');
  });

  test('an index that was left unfinished is made anew', async () => {
    await its.database.query(
      `update pg_index set indisvalid = false where indexrelid::regclass::text like '%_hnsw_%'`,
    );
    expect(await isIndexed(its.database, scope, its.embedder)).toBe(false);
    await move();
    expect(await isIndexed(its.database, scope, its.embedder)).toBe(true);
    expect(await countIndexes(its.database)).toBe(1);
  });

  test('behind the wall the index is used, and nobody sees more than their own', async () => {
    const plan = await its.database.transaction(async (tx) => {
      const [wall] = await tx.query<{ role: string }>(
        `select rolname as role from pg_roles where rolname like '%_workspace'`,
      );
      await tx.query(
        `select set_config('role', $1, true), set_config('baton.workspace', $2, true),
           set_config('enable_sort', 'off', true)`,
        [wall?.role, scope.workspaceId],
      );
      const explained = await tx.query<Record<string, string>>(
        `explain select passage_id from passage_vectors
         where workspace_id = $1 and ai_agent_id = $2 and embedder = $3 and meaning is not null
         order by (meaning::halfvec(${its.embedder.dimensions})) <#> $4::halfvec limit 10`,
        [
          scope.workspaceId,
          scope.aiAgentId,
          its.embedder.id,
          JSON.stringify(Array(its.embedder.dimensions).fill(0.1)),
        ],
      );
      await tx.query(`select set_config('baton.workspace', 'another', true)`);
      expect(await tx.query('select from passage_vectors')).toEqual([]);
      return explained.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('using passage_vectors_hnsw_');
  });

  test('what is small again goes back into memory', async () => {
    const { documents } = await large.listDocuments(scope);
    for (const { id } of documents.slice(1)) await large.removeDocument(scope.workspaceId, id);
    await large.addDocuments(scope, [file('last.md', '# Last\n\nOne more word.')]);
    await its.runJobs(large);
    expect(await isIndexed(its.database, scope, its.embedder)).toBe(false);
    expect((await indexNow()).vectorsElsewhere).toBeNull();
    const [last] = (await large.retrieve(scope, 'one more word')).passages;
    expect(last).toMatchObject({ documentTitle: 'Last', cosine: expect.any(Number) });
  });
});

describe('without pgvector', () => {
  test('nothing moves, however large', async () => {
    const its = await createTestKnowledge();
    try {
      const large = its.open(its.embedder, undefined, 0);
      await large.addDocuments(its.scope, helpCentre.slice(0, 2));
      await its.runJobs(large);
      expect(await findPgvector(its.database)).toEqual({
        usable: false,
        why: 'pgvector is not installed',
      });
      await large.resume();
      const { passages } = await large.retrieve(its.scope, 'return the lamp');
      expect(passages[0]).toMatchObject({ cosine: expect.any(Number) });
      const [kept] = await its.database.query<{ count: string }>(
        'select count(*) from passage_vectors where meaning is not null',
      );
      expect(kept?.count).toBe('0');
    } finally {
      await its.drop();
    }
  });
});
