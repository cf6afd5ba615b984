/** Which action a message asks for, told from the owner's examples alone. */
import { expect, it } from 'vitest';
import { shippedModels } from '../models.ts';
import { rememberingEmbed } from '../ports.ts';
import { wordsEmbed } from '../testing.ts';
import type { TurnAction } from '../core/turn.ts';
import { actionScores } from './action-intents.ts';
import { readMessages } from './reading.ts';

const matcher = shippedModels().topics;
const actions: TurnAction[] = [
  {
    id: 'look-up',
    name: 'Look up an order',
    useWhen: ['where is my order', 'track my package'],
    neverUseWhen: ['how long does delivery take', 'where is my order number printed'],
  },
  { id: 'cancel', name: 'Cancel an order', useWhen: ['cancel my order'], neverUseWhen: [] },
];

async function scores(text: string, of: readonly TurnAction[] = actions, embed = wordsEmbed) {
  const [reading] = await readMessages([text], () => 0, embed);
  if (reading === undefined) throw new Error('nothing read');
  return Object.fromEntries(
    (await actionScores(matcher, of, reading, embed)).map((each) => [each.id, each]),
  );
}
const fits = (score: { score: number; threshold: number } | undefined) =>
  score !== undefined && score.score >= score.threshold;

it('a message like an example fits, and better than it fits another action', async () => {
  const { 'look-up': lookUp, cancel } = await scores('where is my order');
  expect(fits(lookUp)).toBe(true);
  expect(lookUp!.score).toBeGreaterThan(cancel!.score);
});

it('a message nearer to what sounds alike does not fit, however near it is', async () => {
  expect((await scores('where is my order number printed'))['look-up']?.score).toBe(0);
  expect((await scores('how long does delivery take'))['look-up']?.score).toBe(0);
});

it('the action’s own name is an example too: it is what a customer taps', async () => {
  expect(fits((await scores('Cancel an order'))['cancel'])).toBe(true);
});

it('values are read as what they are called', async () => {
  const text = 'cancel my LD-2093';
  const [first, second] = actions as [TurnAction, TurnAction];
  const named = [first, { ...second, text: 'cancel my order' }];
  expect((await scores(text))['cancel']!.score).toBeLessThan(
    (await scores(text, named))['cancel']!.score,
  );
});

it('an open action needs no likeness', async () => {
  const [first, second] = actions as [TurnAction, TurnAction];
  const open = [first, { ...second, open: 'answer' as const }];
  expect((await scores('1042', open))['cancel']).toMatchObject({ score: 1, open: 'answer' });
});

it('examples are embedded once, however often they are compared', async () => {
  let embedded = 0;
  const counting = rememberingEmbed(async (texts) => {
    embedded += texts.length;
    return wordsEmbed(texts);
  }, 4);
  await scores('where is my order', actions, counting);
  const before = embedded;
  await scores(
    'where is my order',
    actions.map((each) => ({ ...each, open: null })),
    counting,
  );
  // The message and two names: nothing of the examples.
  expect(embedded - before).toBeLessThanOrEqual(3);
});
