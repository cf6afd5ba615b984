/** What the process is tested over: a search that finds one passage, and a policy without signals. */
import { newId } from '../../../platform/index.ts';
import { defaultPolicy, type Policy } from '../../escalation/index.ts';
import type { Retrieval } from '../../knowledge/index.ts';

/** Decides by retrieval alone: no signal fires, and any find is answered from. */
export const answersAnything: Policy = {
  ...defaultPolicy(),
  answerAt: 0,
  clarifyFrom: 0,
  gapBelow: 0,
  sensitiveTopics: [],
  rules: {
    directRequest: { outcome: 'off', threshold: null },
    frustration: { outcome: 'off', threshold: null },
    repeatedQuestion: { outcome: 'off', threshold: null },
    smallTalk: false,
  },
};

/** Whatever is asked, this is found, as good as it gets. */
export function foundTracking(question: string, text = 'Open the link in your email.'): Retrieval {
  const passage = {
    passageId: newId('psg'),
    documentId: newId('doc'),
    documentTitle: 'Where is my order?',
    url: null,
    trail: [],
    heading: 'Tracking',
    text,
    score: 0.9,
    lexical: 0.9,
    cosine: 0.9,
    matchedTerms: ['order'],
  };
  return { question, passages: [passage], evidence: { topScore: 0.9 } } as unknown as Retrieval;
}
