import type {
  AddedDocument,
  AskResult,
  DecisionView,
  DocumentDetail,
  DocumentVersionView,
  KnowledgeDocument,
} from '@baton/protocol';
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
    sourceId: id('src', index === 9 ? 3 : index > 6 ? 2 : index < 4 ? 10 : 1) as never,
    kind: index === 9 ? 'qa' : index > 6 ? 'file' : index < 4 ? 'website' : 'example',
    name: index > 6 ? `${title.toLowerCase().replaceAll(' ', '-')}.md` : null,
    title,
    url: `https://help.lumen.example/${title.toLowerCase().replaceAll(' ', '-')}`,
    state: index === 10 ? 'failed' : index === 11 ? 'processing' : 'ready',
    error: index === 10 ? 'This file is not text: it looks like an image.' : null,
    passageCount: index > 9 ? 0 : passages,
    embeddedCount: index > 9 ? 0 : index === 0 ? 1 : passages,
    bytes: 1800 + index * 733,
    version: index === 0 ? 3 : 1,
    retiredAt: index === 2 ? at : null,
    notes: index === 7 ? ['3 pages hold only pictures; they were not read.'] : [],
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
      text: 'You can return any lamp **within 30 days** of delivery, as long as it is undamaged. See [Warranty](https://help.lumen.example/warranty).',
      pinnedQuestions: ['can i send the lamp back', 'How long can I think about it?'],
    },
    {
      ...asRead,
      id: id('psg', 2) as never,
      position: 1,
      words: 18,
      trail: [document.title, 'Return labels'],
      heading: 'Return labels',
      text: '1. Open *Orders* in your account.\n2. Choose **Return an item**.\n3. Print the label, or show the code at the counter.\n\nGuests receive their label by email.',
      edited: true,
      originalText:
        '1. Open *Orders* in your account.\n2. Choose **Return an item**.\n3. Print the label.\n\nGuests receive their label by email.',
      outdated: true,
    },
    {
      ...asRead,
      id: id('psg', 3) as never,
      position: 2,
      words: 12,
      trail: [document.title, 'Return labels', 'Return days by country'],
      heading: 'Return days by country',
      text: '| Country | Days |\n|---|---|\n| Denmark | 2 |\n| Malta | 4–6 |',
    },
    {
      ...asRead,
      id: id('psg', 4) as never,
      position: 3,
      words: 14,
      trail: [document.title, 'For our shops'],
      heading: 'For our shops',
      text: 'Shop staff book returns in the till under “Goods back” and send the slip to Aarhus.',
      excluded: true,
    },
  ],
});

const texts = [
  'You can return any lamp within 14 days.\n\n## Return labels\n\nWrite to us and we send a label.',
  'You can return any lamp within 30 days.\n\n## Return labels\n\nWrite to us and we send a label.\n\n## Refunds\n\nThe money is back within a week.',
  'You can return any lamp within 30 days of delivery, as long as it is undamaged.\n\n## Return labels\n\n1. Open *Orders* in your account.\n2. Choose **Return an item**.\n3. Print the label.\n\n## Refunds\n\nThe money is back within a week.',
];
export const versionsOf = (document: KnowledgeDocument): DocumentVersionView[] =>
  texts
    .slice(0, document.version)
    .map((markdown, index) => ({
      markdown: `# ${document.title}\n\n${markdown}`,
      version: {
        version: index + 1,
        at: new Date(Date.now() - (document.version - index) * 40 * 3_600_000).toISOString(),
        title: document.title,
        bytes: markdown.length,
        words: markdown.split(/\s+/).length,
        current: index + 1 === document.version,
      },
    }))
    .reverse();

export function uploadResults(document: KnowledgeDocument | null): AddedDocument[] {
  const good = (name: string): AddedDocument => ({
    name,
    result: 'added',
    reason: null,
    rows: null,
    document,
  });
  const bad = (name: string, reason: string): AddedDocument => ({
    ...good(name),
    result: 'rejected',
    reason,
    document: null,
  });
  return [
    good('returns.md'),
    bad('photo.png', 'This file is not text: it looks like an image.'),
    {
      ...good('faq.csv'),
      document: null,
      rows: {
        added: 48,
        replaced: 2,
        unchanged: 0,
        rejected: 3,
        problems: [
          { line: 14, reason: 'There is a question without an answer.' },
          { line: 31, reason: 'The row is empty.' },
          { line: 52, reason: 'A quotation mark is opened and never closed.' },
        ],
      },
    },
    good('handbook.zip/guide/cleaning.html'),
    good('handbook.zip/guide/warranty.docx'),
    bad('handbook.zip/contract.pdf', 'This PDF is protected with a password. Save it without one.'),
  ];
}

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
  generation: null,
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
