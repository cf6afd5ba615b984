// What search proposes and what the reader thinks of it, question by question, as JSON lines: for
// choosing how the two are weighed, and for seeing where either is wrong.
//
//   npx tsx bench/reader/candidates.ts --corpus C --queries Q [--model folder] [--read 10] > out.jsonl

import { parseArgs } from 'node:util';
import { askIndex, indexDocuments } from '@baton/server';
import { documentsOf } from '../../apps/cli/src/eval/retrieval.ts';
import { readCorpus, readRetrievalQuestions } from '../../apps/cli/src/eval/retrieval-files.ts';
import { openReaderModel } from '../../apps/server/src/modules/knowledge/answer-reader/reader-model.ts';
import { embeddingText } from '../../apps/server/src/modules/knowledge/core/meaning/embedding-text.ts';
import { cachedEmbed, productEmbedder } from '../decision/vector-cache.ts';

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string' },
    queries: { type: 'string' },
    read: { type: 'string', default: '12' },
    most: { type: 'string', default: '400' },
  },
});
const corpus = readCorpus(options.corpus ?? '');
const questions = readRetrievalQuestions(options.queries ?? '').slice(0, Number(options.most));
const embed = cachedEmbed(productEmbedder);
const index = await indexDocuments(documentsOf(corpus), embed);
const reader = await openReaderModel();
for (const { question, relevantRows, relevantArticles } of questions) {
  const { passages } = await askIndex(index, embed, question, { limit: Number(options.read) });
  const candidates = [];
  for (const passage of passages) {
    const text = embeddingText(passage.documentTitle, {
      trail: passage.trail,
      heading: passage.heading,
      markdown: passage.text,
    });
    candidates.push({
      passage: passage.passageId,
      document: passage.documentId,
      score: passage.score,
      odds: await reader.read(question, text),
    });
  }
  const line = { question, relevantRows, relevantArticles, candidates };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
process.exit(0);
