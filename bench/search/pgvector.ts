// How many of the nearest passages an HNSW index of pgvector finds, asked as Baton asks it: recall of
// the 50 and the 300 nearest of made-up vectors. With the real pgvector, in WebAssembly (PGlite): its
// times say nothing about a server's, what it finds does.
//
//   node --import tsx bench/search/pgvector.ts [--passages 4000]
//
// Vectors of texts lie in heaps: these are drawn around 1 centre for 40 passages. Evenly scattered ones,
// which no model makes, are the hardest case and are shown beside them.

import { parseArgs } from 'node:util';
import { mulberry32 } from '../../apps/cli/src/eval/bootstrap.ts';
import { makeIndex } from '../../apps/server/src/modules/knowledge/large-bases/hnsw-index.ts';
import { nearPassages } from '../../apps/server/src/modules/knowledge/large-bases/near.ts';
import { createPgvectorDatabase } from '../../apps/server/src/modules/knowledge/testing/pgvector-database.ts';

const DIMENSIONS = 384;
const QUESTIONS = 60;
const PER_CENTRE = 40;
const { values } = parseArgs({ options: { passages: { type: 'string', default: '4000' } } });
const passages = Number(values.passages);
const embedder = { id: 'made-up', dimensions: DIMENSIONS };
const random = mulberry32(3);
const drawn = (): number => random() + random() + random() - 1.5;

const { database, drop } = await createPgvectorDatabase();
// Vectors alone, without the documents that they would belong to.
await database.query(`set session_replication_role = replica`);
console.log('| vectors | passages | recall of 50 | recall of 300 |\n|---|---|---|---|');
await measure('in heaps', 1);
await measure('evenly scattered', 0);
await drop();

/** `pull`: how much a vector is its centre's and not its own. */
async function measure(name: string, pull: number): Promise<void> {
  const scope = { workspaceId: 'wsp', aiAgentId: name };
  const centres = Array.from({ length: Math.ceil(passages / PER_CENTRE) }, direction);
  const vector = (): Float32Array => {
    const centre = centres[Math.floor(random() * centres.length)] as Float32Array;
    return unit(direction().map((value, i) => value + pull * (centre[i] as number)));
  };
  const vectors = Array.from({ length: passages }, vector);
  for (let at = 0; at < passages; at += 500) {
    const some = vectors.slice(at, at + 500);
    await database.query(
      `insert into passage_vectors (passage_id, workspace_id, ai_agent_id, document_id, embedder,
         dimensions, vector, heading_vector, meaning, heading_meaning)
       select $1 || item.id, $2, $1, 'doc', $3, $4, '', '', item.meaning::real[], item.meaning::real[]
       from unnest($5::int[], $6::text[]) as item (id, meaning)`,
      [
        name,
        scope.workspaceId,
        embedder.id,
        DIMENSIONS,
        some.map((_, i) => at + i),
        some.map((its) => `{${its.join(',')}}`),
      ],
    );
  }
  await makeIndex(database, scope, embedder);
  let [of50, of300] = [0, 0];
  for (let asked = 0; asked < QUESTIONS; asked++) {
    const question = vector();
    const found = await nearPassages(database, scope, embedder, {
      question,
      spread: 1,
      wanted: (nearest) => nearest,
    });
    const ids = new Set(found.map(({ passageId }) => passageId));
    const nearest = vectors
      .map((its, i) => ({ id: `${name}${i}`, cosine: dot(its, question) }))
      .sort((a, b) => b.cosine - a.cosine);
    const share = (count: number): number =>
      nearest.slice(0, count).filter(({ id }) => ids.has(id)).length / count;
    of50 += share(50) / QUESTIONS;
    of300 += share(300) / QUESTIONS;
  }
  console.log(`| ${name} | ${passages} | ${of50.toFixed(3)} | ${of300.toFixed(3)} |`);
}

function direction(): Float32Array {
  return unit(Float32Array.from({ length: DIMENSIONS }, drawn));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
