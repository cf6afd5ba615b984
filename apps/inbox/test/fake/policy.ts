/** The policy of Lumen Desk: six topics, a few guidelines and tags, and a past. */
import type {
  PolicyDocument,
  PolicyGuideline,
  PolicyMessages,
  PolicyTopic,
  PolicyVersionSummary,
} from '@baton/protocol';
import { id } from './ids.ts';
import { sam } from './people.ts';

const topic = (slug: string, name: string, priority: PolicyTopic['priority'], examples: string[]) =>
  ({
    id: slug,
    name,
    enabled: true,
    examples,
    outcome: 'handoff',
    threshold: null,
    team: null,
    tags: [slug],
    priority,
  }) satisfies PolicyTopic;

export const readyMadeTopics: PolicyTopic[] = [
  topic('billing-dispute', 'Refund or billing dispute', 'normal', [
    'I want my money back',
    'you charged me twice for the same order',
    'there is a charge on my card I do not recognise',
    'please refund my last payment',
    'I cancelled and you still took the money',
  ]),
  topic('close-account', 'Cancel or delete an account', 'normal', [
    'cancel my subscription',
    'please delete my account and everything in it',
  ]),
  topic('account-security', 'Security or lost access', 'urgent', [
    'my account has been hacked',
    'I am locked out and cannot get in',
  ]),
  topic('personal-data', 'Personal data', 'high', [
    'delete all the data you hold about me',
    'I make a request under the GDPR',
  ]),
  topic('legal-threat', 'Legal threat', 'high', [
    'you will hear from my lawyer',
    'I will take you to court',
  ]),
  topic('safety', 'Safety', 'urgent', [
    'the lamp caught fire',
    'I got an electric shock when I touched it',
  ]),
];

const guidelines: PolicyGuideline[] = [
  {
    ...topic('press', 'Press and partners', 'high', [
      'I write for a magazine and would like to review the Arc',
      'we are a retailer and want to stock your lamps',
      'who can I talk to about an interview?',
    ]),
    text: 'Pass journalists and resellers to Marketing, they expect a person.',
    team: 'Marketing',
    tags: ['press'],
  },
  {
    ...topic('bulk', 'Large orders', 'normal', [
      'we need forty lamps for our office',
      'do you give a discount for a hotel?',
    ]),
    text: 'Offer Sales when somebody wants ten lamps or more.',
    outcome: 'offer',
    team: 'Sales',
    tags: [],
  },
  {
    ...topic('summer', 'Summer recall', 'urgent', ['is my Glow part of the recall?']),
    text: 'During the recall of the Glow, a person checks every serial number.',
    enabled: false,
    tags: ['recall'],
  },
];

const said = (text: string, de = '') => ({ text, languages: de === '' ? {} : { de } });
const messages: PolicyMessages = {
  handoff: said(
    'I am passing you to a person on our team. They can see this chat, so there is no need to repeat anything.',
    'Ich gebe an einen Menschen aus unserem Team weiter. Sie müssen nichts wiederholen.',
  ),
  handoffOutOfHours: said('I am passing this to our team. They will answer here in the morning.'),
  offer: said('I may not be the best help with this. Would you like me to bring in a person?'),
  clarify: said('Which of these do you mean?'),
  clarifyOpen: said('Could you put it in other words, or add a detail?'),
  clarifyEmpty: said('Could you tell me in a few words what you need?'),
  clarifyLink: said('Thank you for the link. What would you like to know about it?'),
  greeting: said('Hello! How can I help you?', 'Hallo! Wie kann ich Ihnen helfen?'),
  thanks: said('You are welcome!', 'Gern geschehen!'),
  goodbye: said('Goodbye!'),
  acknowledgement: said('All right.'),
  aboutBot: said('I am an AI assistant. A person is never far.'),
};

export const policyDocument: PolicyDocument = {
  schema: 2,
  version: 3,
  answer: { mode: 'threshold', at: 0.7 },
  answerAt: 0.7,
  clarifyFrom: 0.3,
  belowAnswer: 'handoff',
  gapBelow: 0.15,
  maxAiTurns: 12,
  rules: {
    directRequest: { outcome: 'handoff', threshold: null },
    frustration: { outcome: 'offer', threshold: null },
    repeatedQuestion: { outcome: 'handoff', threshold: null },
    smallTalk: true,
  },
  model: { onFailure: 'embedded', onBudgetSpent: 'handoff' },
  sensitiveTopics: readyMadeTopics,
  guidelines,
  tags: [
    {
      tag: 'delivery',
      enabled: true,
      description: 'Where a parcel is and when it arrives.',
      examples: ['where is my order?', 'when does it arrive?'],
      threshold: null,
    },
    {
      tag: 'warranty',
      enabled: true,
      description: 'Repairs and replacements within five years.',
      examples: [],
      threshold: null,
    },
  ],
  messages,
};

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
export const versions: PolicyVersionSummary[] = [
  {
    version: 3,
    origin: 'published',
    authorId: sam.id,
    note: 'Frustration only offers a person: most of them wanted the answer.',
    restoredVersion: null,
    publishedAt: daysAgo(3),
  },
  {
    version: 2,
    origin: 'threshold',
    authorId: sam.id,
    note: null,
    restoredVersion: null,
    publishedAt: daysAgo(20),
  },
  {
    version: 1,
    origin: 'initial',
    authorId: null,
    note: null,
    restoredVersion: null,
    publishedAt: daysAgo(41),
  },
];

/** What an earlier version said. */
export const documentOf = (version: number): PolicyDocument =>
  version >= 3
    ? { ...policyDocument, version }
    : {
        ...policyDocument,
        version,
        answer: { mode: 'threshold', at: version === 2 ? 0.65 : 0.5 },
        rules: {
          ...policyDocument.rules,
          frustration: { outcome: 'handoff', threshold: null },
        },
        guidelines: guidelines.slice(1),
      };

export const readyMade = {
  sensitiveTopics: readyMadeTopics,
  messages,
  languages: ['en', 'de', 'fr', 'es'],
};

export const replayId = id('rpl', 1);
