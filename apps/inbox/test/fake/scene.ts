/** A busy afternoon at Lumen Desk, makers of lamps: what the screens are looked at with. */
import {
  answer,
  conversation,
  customer,
  decision,
  handedOff,
  newMessageId,
  source,
  tell,
  type Told,
} from './conversation.ts';
import { maya, sam } from './people.ts';

type Event = Parameters<typeof tell>[1];
const story = (told: Told, ...events: [number, Event][]): Told =>
  events.reduce((now, [minutes, event]) => tell(now, event, minutes), told);

const returns = source(
  'Returns and refunds',
  'returns',
  'You can return any lamp within 30 days of delivery, as long as it is undamaged.',
);
const said = (type: 'replied' | 'noteAdded', teammateId: string, body: string, n: number) => ({
  type,
  teammateId,
  body,
  messageId: newMessageId(),
  clientMessageId: `team-${n}-0000`,
});

export const angry = story(
  conversation(1, { name: 'Ada Brennan', email: 'ada.brennan@post.example' }, 26),
  [25, customer('Hi, my Arc lamp arrived with a cracked shade. Order 48213.')],
  [
    25,
    answer(
      'I am sorry to hear that. If a lamp arrives damaged, you can **send it back within 30 days** and we replace it free of charge:\n\n1. Take a photo of the damage.\n2. Pack the lamp in its original box.\n3. Use the return label that came with it.',
      {
        sources: [
          returns,
          source('Damaged on arrival', 'damaged', 'We replace lamps that arrive damaged.'),
        ],
      },
    ),
  ],
  [22, customer('There was no return label in the box.')],
  [
    22,
    answer('Return labels can be printed from your account, under **Orders › Return an item**.', {
      sources: [returns],
      decision: decision({ confidence: 0.83 }),
    }),
  ],
  [18, customer('I do not have an account, I ordered as a guest!!')],
  [
    17,
    customer(
      'This is going in circles. Can I please talk to a real person? https://lumen.example/orders/48213',
    ),
  ],
  [
    17,
    handedOff(['direct_request', 'frustration'], {
      explanation:
        'She asked for a person, and her messages became more frustrated with each turn. The documents do not say how guests print a return label.',
      intent: 'Replacement for a lamp that arrived with a cracked shade',
      summary:
        'Ada ordered an Arc lamp as a guest (order 48213). It arrived with a cracked shade and without a return label. She was told to print one from her account, which she does not have.',
      tried: [
        {
          question: 'My Arc lamp arrived with a cracked shade',
          answer: 'Send it back within 30 days; it is replaced free of charge.',
          sources: [returns] as never,
        },
        {
          question: 'There was no return label in the box',
          answer: 'Print one from your account, under Orders › Return an item.',
          sources: [returns] as never,
        },
      ],
      details: [
        { label: 'Name', value: 'Ada Brennan' },
        { label: 'Email', value: 'ada.brennan@post.example' },
        { label: 'Order', value: '48213' },
      ],
      sentiment: { score: -0.55, trend: 'worsening' },
      passages: [
        {
          documentId: 'doc_1' as never,
          title: 'Returns and refunds',
          heading: 'Return labels',
          url: 'https://help.lumen.example/returns#labels',
          score: 0.81,
        },
        {
          documentId: 'doc_2' as never,
          title: 'Damaged on arrival',
          heading: 'Damaged on arrival',
          url: 'https://help.lumen.example/damaged',
          score: 0.64,
        },
      ],
      suggestedReply:
        "Hi Ada, I'm sorry about the cracked shade. Since you ordered as a guest, I'm emailing a prepaid return label to ada.brennan@post.example now, and a new Arc lamp ships today.",
    }),
  ],
  [16, { type: 'tagged', by: null, tag: 'returns' }],
  [12, customer('Hello? Is anybody there?')],
);

export const invoice = story(
  conversation(2, { email: 'lucas@fjord-studio.example' }, 9),
  [8, customer('Can you put our VAT number on the invoice for order 51877?')],
  [
    8,
    handedOff(['knowledge_gap'], {
      explanation: 'None of the documents covers changing an invoice.',
      intent: 'VAT number on an invoice',
      summary: 'Wants a VAT number added to the invoice of order 51877.',
      details: [{ label: 'Order', value: '51877' }],
      sentiment: { score: 0.1, trend: 'steady' },
    }),
  ],
);

const bulb = story(
  conversation(3, {}, 4),
  [3, customer('کدام لامپ برای چراغ آرک مناسب است؟')],
  [
    3,
    handedOff(['low_confidence'], {
      explanation:
        'The AI found passages about bulbs, but was only 41 % sure that they answer this.',
      intent: 'Which bulb fits the Arc lamp',
      summary: 'Asks in Persian which bulb fits the Arc lamp.',
    }),
  ],
);

export const mine = story(
  conversation(4, { name: 'Noor van Dijk' }, 95),
  [94, customer('The dimmer hums at half brightness.')],
  [
    94,
    answer('A hum usually means the dimmer is not made for LED. Which dimmer do you use?', {
      decision: decision({ outcome: 'clarify', confidence: 0.62 }),
      choices: ['Lumen Dial', 'Another one', 'Talk to a person'],
    }),
  ],
  [90, customer('Another one')],
  [
    90,
    handedOff(['low_confidence'], {
      intent: 'Dimmer hums',
      summary: 'An LED lamp hums with a third-party dimmer.',
      explanation: 'The documents cover only Lumen dimmers.',
    }),
  ],
  [85, { type: 'claimed', teammateId: sam.id }],
  [
    84,
    said(
      'replied',
      sam.id,
      'Hi Noor, Sam here. Could you tell me the brand and model that is printed on the dimmer?',
      1,
    ),
  ],
  [80, customer('It says Halden D-200')],
  [
    79,
    said(
      'noteAdded',
      sam.id,
      'Halden D-200 is leading edge only. Asked Maya whether we still send the adapter.',
      2,
    ),
  ],
  [75, said('noteAdded', maya.id, 'Yes! Free of charge, SKU ADP-2.', 3)],
  [
    70,
    said(
      'replied',
      sam.id,
      'That dimmer is made for older bulbs. I can send you a small adapter, free of charge. Same address as your order?',
      4,
    ),
  ],
  [6, customer('Yes please, same address. Thank you!')],
);

export const mayas = story(
  conversation(5, { name: 'Theo Marchetti' }, 180),
  [178, customer('Do you ship to Malta?')],
  [
    178,
    answer('We ship to all EU countries, including Malta. Delivery takes 4 to 6 working days.'),
  ],
  [170, { type: 'tookOver', teammateId: maya.id, interruptedTurn: null, brief: null }],
  [
    169,
    said(
      'replied',
      maya.id,
      'Hi Theo, just adding: orders over 80 € ship free to Malta this month.',
      5,
    ),
  ],
);

export const withAi = story(
  conversation(6, { name: 'Ines Castellano' }, 3),
  [2, customer('How long is the warranty?')],
  [
    2,
    answer('Every Lumen lamp has a **five-year warranty**, also on its LED module.', {
      sources: [source('Warranty', 'warranty', 'Every lamp has a five-year warranty.')],
      decision: decision({ confidence: 0.97 }),
    }),
  ],
  [0.2, customer('Does that include the battery of the Glow?')],
);

export const resolved = story(
  conversation(7, { name: 'Peter Holm' }, 1500),
  [1490, customer('Thanks, it works now!')],
  [1480, { type: 'resolved', by: maya.id }],
);

export const snoozed = story(
  conversation(8, { name: 'Grace Adeyemi' }, 300),
  [290, customer('Please get back to me when the brass Arc is in stock.')],
  [280, handedOff(['direct_request'], {})],
  [270, { type: 'claimed', teammateId: sam.id }],
  [265, said('replied', sam.id, 'Will do, it should be next week.', 6)],
  [
    264,
    {
      type: 'snoozed',
      by: sam.id,
      until: new Date(Date.now() + 20 * 3_600_000).toISOString(),
    },
  ],
);

const firstNames = [
  'Mia',
  'Otto',
  'Lena',
  'Ravi',
  'Sofia',
  'Hugo',
  'Amara',
  'Finn',
  'Yuki',
  'Clara',
];
const lastNames = ['Berg', 'Castro', 'Dahl', 'Evans', 'Fontaine', 'Gruber'];
const asked = [
  'Where is my order?',
  'Can I change the delivery address?',
  'Does the Glow charge by USB-C?',
  'Is the shade machine washable?',
  'How do I join the app?',
];

/** Many more, so that lists have pages. */
const crowd = Array.from({ length: 140 }, (_, index) => {
  const minutes = 200 + index * 37;
  const name = `${firstNames[index % 10]} ${lastNames[index % 6]}`;
  return story(
    conversation(100 + index, index % 3 === 2 ? {} : { name }, minutes + 5),
    [minutes + 4, customer(asked[index % 5] ?? '')],
    [minutes, answer('You find it in your order confirmation, under “Track parcel”.')],
  );
});

export const scene = [angry, invoice, bulb, mine, mayas, withAi, resolved, snoozed, ...crowd];
