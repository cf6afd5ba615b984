// A scene for tests of writing: a shop's passages, a model that says what it is told to, a checker.

import type { DraftPassage } from '../../core/draft.ts';
import { type LanguageModel, ModelError, type WriteRequest } from '../../models/index.ts';
import type { SupportCheck, SupportPassage } from '../../../escalation/index.ts';
import { writeAnswer } from '../write-answer.ts';
import type { AnswerRequest, SoFar, WritingTools, Written } from '../writing.ts';

export const passage = (id: string, more: Partial<DraftPassage> = {}): DraftPassage => ({
  passageId: `psg_${id}`,
  documentId: `doc_${id}`,
  documentTitle: 'Returns',
  url: null,
  heading: '',
  text: 'You can return a lamp within 30 days of delivery.',
  score: 0.8,
  ...more,
});

export const shop: DraftPassage[] = [
  passage('returns', {
    heading: 'Send it back',
    text: 'You can return a lamp within 30 days of delivery. The lamp must be clean.\n\nTo start a return:\n\n1. Open **Orders**.\n2. Tap **Return**.\n3. Print the label and stick it on the box.\n\nRefunds take 5 working days. Questions? Write to help@lumen.example or call +49 30 1234567.',
  }),
  passage('warranty', {
    documentTitle: 'Warranty',
    url: 'https://lumen.example/help/warranty',
    text: 'The warranty covers 2 years. Water damage is not covered. Read the [terms](https://lumen.example/terms).\n\nTo read the serial number, run `lumen info --serial` or:\n\n```\nlumen connect\nlumen info\n```',
  }),
  passage('plans', {
    documentTitle: 'Plans',
    heading: 'Lumen Plus',
    text: 'Lumen Plus costs 4.90 euros a month. It includes scenes and schedules.\n\n| Plan | Lamps |\n|---|---|\n| Basic | 3 |\n| Plus | 25 |',
  }),
];

export interface Scripted extends LanguageModel {
  readonly asked: WriteRequest[];
}

/** Says these, one a call, in pieces of `size` characters. */
export function saying(says: readonly (string | Error)[], size = 9): Scripted {
  const asked: WriteRequest[] = [];
  return {
    id: 'test:scripted',
    asked,
    async *write(request) {
      const text = says[Math.min(asked.length, says.length - 1)] ?? '';
      asked.push(request);
      if (text instanceof Error) throw text;
      for (let at = 0; at < text.length; at += size) {
        if (request.signal.aborted) throw new ModelError('stopped', 'stopped');
        yield { type: 'text', text: text.slice(at, at + size) };
        await Promise.resolve();
      }
      yield {
        type: 'end',
        finish: 'stop',
        usage: { inputTokens: 100, outputTokens: 20, estimated: false },
        logprob: -0.2,
      };
    },
  };
}

type Check = WritingTools['check'];

/** Sentences that hold one of `lies` are not carried; all others are. */
export const allBut =
  (...lies: RegExp[]): Check =>
  async (sentence): Promise<SupportCheck> => {
    const lie = lies.some((each) => each.test(sentence));
    return { score: lie ? 0.1 : 0.9, supported: !lie, why: lie ? 'not in the passage' : null };
  };

/** Carried where most of its words stand in one of the passages: crude, and needs no model. */
export const byWords: Check = async (sentence, passages) => {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const known = (each: SupportPassage) =>
    new Set(words(`${each.title} ${each.heading} ${each.text}`));
  const said = words(sentence);
  const score = Math.max(
    0,
    ...passages.map((each) => {
      const has = known(each);
      return said.length === 0 ? 0 : said.filter((word) => has.has(word)).length / said.length;
    }),
  );
  const supported = score >= 0.7;
  return { score, supported, why: supported ? null : 'the passages do not say this' };
};

export interface Played extends Written {
  shown: SoFar[];
  /** What the customer sees in the end; empty where there is no draft. */
  text: string;
}

export const NONCE = 'k7q2m9x4w1z8';

export async function write(
  model: LanguageModel,
  more: { request?: Partial<AnswerRequest>; tools?: Partial<WritingTools> } = {},
): Promise<Played> {
  const shown: SoFar[] = [];
  let clock = 0;
  const written = await writeAnswer(
    {
      model,
      selfCheck: false,
      check: byWords,
      documentUrl: (id) => `/articles/${id}`,
      now: () => (clock += 5),
      newNonce: () => NONCE,
      ...more.tools,
    },
    {
      agentName: 'Lumi',
      workspaceName: 'Lumen Desk',
      voice: { tone: 'friendly', length: 'medium', language: 'customer', instructions: '' },
      question: 'How do I return my lamp?',
      standalone: null,
      history: [],
      passages: shop,
      language: 'en',
      signal: new AbortController().signal,
      ...more.request,
    },
    (soFar) => shown.push(soFar),
  );
  return { ...written, shown, text: written.draft?.text ?? '' };
}
