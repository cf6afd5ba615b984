/** Conversations as they come up, to look at and to test with. */
import type { ActionForm, ContactSource } from '@baton/protocol';
import type { FakeBaton } from './fake-baton.ts';

type Contact = ReturnType<FakeBaton['contact']>;

export const resetSource: ContactSource = {
  title: 'Reset your lamp',
  url: '/help/reset-your-lamp',
  quote:
    'With the lamp on, hold the ring for fifteen seconds. It pulses blue, then turns **white**. Let go when it is white.',
};

export const resetAnswer = `A factory reset takes about a minute:

1. With the lamp on, **hold the ring for fifteen seconds**. It pulses blue, then turns white.
2. Let go when it is white. The lamp blinks twice and goes dark.
3. When the ring pulses blue again, the lamp is as it was when new.

This does not delete your account or cancel *Lumen Plus*.`;

export const tableAnswer = `### Free or Plus?

| | Free | Lumen Plus |
| --- | --- | --- |
| Lamps | 12 | unlimited |
| Schedules for each lamp | 10 | 100 |
| Daylight scene | no | yes |
| History of light and energy | 7 days | 2 years |

It costs **€2.90 a month** or €24 a year. See https://lumen.example/plus or write to <mailto:plus@lumen.example>.

\`\`\`
curl -X POST https://api.lumen.example/v1/lamps/LD3-20417/scenes -d '{"scene":"daylight"}'
\`\`\`

> New lamps come with three months of Lumen Plus, which end by themselves.

Set \`scene\` to one of:

- \`daylight\`
- \`reading\`
  - with \`level\` from 1 to 5
- \`dusk\``;

export function anAnswer(fake: FakeBaton, contact: Contact): void {
  fake.say(contact, { body: resetAnswer, sources: [resetSource] });
}

export function aHandoff(fake: FakeBaton, contact: Contact): void {
  fake.say(contact, {
    body: 'I am passing you to a person on our team. They can see this chat, so there is no need to repeat anything.',
  });
  fake.become(contact, { controller: 'queue' });
}

export function aPersonJoins(fake: FakeBaton, contact: Contact): void {
  fake.notice(contact, 'joined', 'Sam Rivera', { controller: 'human', teammateName: 'Sam Rivera' });
}

export const orderForm = {
  runId: 'run_00000000000000000000000001',
  name: 'Look up an order',
  fields: [
    field('order', 'Order number', 'code', { example: 'LD-10234', value: 'LD-20417' }),
    field('email', 'Email you ordered with', 'email'),
    field('lamps', 'How many lamps', 'number', { example: '2', required: false }),
    field('since', 'Ordered on', 'date', { required: false }),
    field('store', 'Where you bought it', 'choice', {
      choices: ['Online shop', 'Store in Vienna', 'From a friend'],
    }),
  ],
} as unknown as ActionForm;

export const arabicForm = {
  runId: 'run_00000000000000000000000002',
  name: 'البحث عن طلب',
  fields: [
    field('order', 'رقم الطلب', 'code', { example: 'LD-10234' }),
    field('city', 'المدينة', 'text', { value: 'القاهرة' }),
  ],
} as unknown as ActionForm;

function field(name: string, label: string, type: string, more: object = {}) {
  return { name, label, type, required: true, example: null, choices: [], value: null, ...more };
}

export function aForm(fake: FakeBaton, contact: Contact, form = orderForm): void {
  fake.say(contact, { body: 'I can look that up. I need a little more from you:', form });
}
