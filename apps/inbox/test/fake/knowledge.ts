import type { AskResult, DecisionView, DocumentDetail, KnowledgeDocument } from '@baton/protocol';
import { id } from './ids.ts';
import { aiAgent } from './people.ts';

const titles = [
  'Returns and refunds',
  'Warranty',
  'Damaged on arrival',
  'Shipping times and costs',
  'Pairing the Glow with the app',
  'Which bulb fits which lamp',
  'Cleaning shades',
  'Changing or cancelling an order',
  'Guest orders',
  'Dimmers and hum',
  'Gift cards',
  'Recycling old lamps',
];

export const documents = titles.map((title, index): KnowledgeDocument => {
  const passages = 3 + (index % 5);
  const at = new Date(Date.now() - (index + 1) * 3_600_000).toISOString();
  return {
    id: id('doc', index + 1) as never,
    aiAgentId: aiAgent.id,
    sourceId: id('src', 1) as never,
    kind: index === 9 ? 'qa' : index > 6 ? 'file' : 'example',
    name: index > 6 ? `${title.toLowerCase().replaceAll(' ', '-')}.md` : null,
    title,
    url: `https://help.lumen.example/${title.toLowerCase().replaceAll(' ', '-')}`,
    state: index === 10 ? 'failed' : index === 11 ? 'processing' : 'ready',
    error: index === 10 ? 'This file is not text: it looks like an image.' : null,
    passageCount: index > 9 ? 0 : passages,
    embeddedCount: index > 9 ? 0 : index === 0 ? 1 : passages,
    bytes: 1800 + index * 733,
    version: 1,
    retiredAt: null,
    notes: [],
    createdAt: at,
    updatedAt: at,
  };
});

export const totalsOf = (all: readonly KnowledgeDocument[]) => ({
  documents: all.length,
  passages: all.reduce((sum, one) => sum + one.passageCount, 0),
  embedded: all.reduce((sum, one) => sum + one.embeddedCount, 0),
  failed: all.filter((one) => one.state === 'failed').length,
});

const asRead = {
  edited: false,
  originalText: null,
  excluded: false,
  pinnedQuestions: [],
  outdated: false,
  alsoUnder: [],
  version: 1,
};

export const detailOf = (document: KnowledgeDocument): DocumentDetail => ({
  document,
  markdown: `# ${document.title}\n\nYou can return any lamp **within 30 days** of delivery, as long as it is undamaged. See [Warranty](https://help.lumen.example/warranty).\n\n## Return labels\n\n1. Open *Orders* in your account.\n2. Choose **Return an item**.\n3. Print the label.\n\n> Guests receive their label by email.\n\n| Country | Days |\n|---|---|\n| Denmark | 2 |\n| Malta | 4–6 |\n\n<script>alert(1)</script>`,
  passages: [
    {
      ...asRead,
      id: id('psg', 1) as never,
      position: 0,
      words: 16,
      trail: [document.title],
      heading: document.title,
      text: 'You can return any lamp within 30 days of delivery, as long as it is undamaged.',
    },
    {
      ...asRead,
      id: id('psg', 2) as never,
      position: 1,
      words: 18,
      trail: [document.title, 'Return labels'],
      heading: 'Return labels',
      text: 'Open Orders in your account. Choose Return an item. Print the label. Guests receive their label by email.',
    },
  ],
});

export const askResult: AskResult = {
  outcome: 'answer',
  reasons: [],
  confidence: 0.91,
  threshold: 0.8,
  rule: 'confident_answer',
  explanation: 'One passage answers this directly, and word and meaning search agree on it.',
  body: 'You can return any lamp **within 30 days** of delivery, as long as it is undamaged.',
  passages: [
    {
      passageId: id('psg', 1) as never,
      reader: 0.93,
      documentId: id('doc', 1) as never,
      title: 'Returns and refunds',
      heading: 'Returns and refunds',
      url: 'https://help.lumen.example/returns',
      text: 'You can return any lamp within 30 days of delivery, as long as it is undamaged.',
      score: 0.86,
      lexical: 0.79,
      cosine: 0.88,
      matchedTerms: ['return', 'lamp'],
    },
    {
      passageId: id('psg', 2) as never,
      reader: 0.12,
      documentId: id('doc', 9) as never,
      title: 'Guest orders',
      heading: 'Returning as a guest',
      url: 'https://help.lumen.example/guest',
      text: 'Guests receive their return label by email once we have confirmed the return.',
      score: 0.58,
      lexical: 0.41,
      cosine: 0.63,
      matchedTerms: ['return'],
    },
  ],
  signals: [
    {
      name: 'direct_request',
      label: 'Asked for a person',
      value: 0.02,
      threshold: 0.5,
      fired: false,
    },
    { name: 'frustration', label: 'Frustration', value: 0.11, threshold: 0.6, fired: false },
    { name: 'retrieval', label: 'Best passage', value: 0.86, threshold: null, fired: false },
  ],
  milliseconds: 38,
};

export const decisionView: DecisionView = {
  ...askResult,
  question: 'How do I return a lamp?',
  policyVersion: 3,
  record: {},
  signals: [
    {
      name: 'direct_request',
      label: 'Asked for a person',
      value: 0.94,
      threshold: 0.5,
      fired: true,
    },
    ...askResult.signals.slice(1),
  ],
};
