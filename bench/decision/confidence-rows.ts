// One row a question: the features that the product would see, and whether it would have been right.

import { evidenceFeatures } from '../../apps/server/src/modules/escalation/signals/evidence.ts';
import type { HelpCentre } from './help-centres.ts';
import type { Embed } from './vector-cache.ts';

export interface ConfidenceRow {
  knowledge: string;
  article: string;
  features: Record<string, number>;
  answerable: boolean;
  /** Answerable, and the best passage lies in the right article. */
  correct: boolean;
}

export async function confidenceRows(centre: HelpCentre, embed: Embed): Promise<ConfidenceRow[]> {
  const rows: ConfidenceRow[] = [];
  const vectors = await embed(centre.questions.map(({ question }) => question));
  for (const [at, question] of centre.questions.entries()) {
    const vector = vectors[at] as Float32Array;
    const found = await centre.retrieve(question);
    const first = found.passages[0];
    if (first === undefined) continue;
    rows.push({
      knowledge: centre.name,
      article: question.article,
      features: await evidenceFeatures(question.question, vector, found, embed),
      answerable: question.answerable,
      correct: question.answerable && first.documentId === question.article,
    });
  }
  return rows;
}
