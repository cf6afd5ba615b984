/**
 * The exploration is worth something only if it finds what is wrong: each planted bug is found, by
 * the law that it breaks, on a shortest way, told so that a reader can follow it.
 */
import { describe, expect, it } from 'vitest';
import { ANSWER_TURN, answeringReactions } from '../../../answering/index.ts';
import { small } from './bounds.ts';
import { explore } from './explore.ts';
import { type PlantedBug, plantedBugs } from './planted-bugs.ts';
import { realSystem } from './system.ts';

const right = realSystem(answeringReactions, ANSWER_TURN);

/** The law, and after how many steps it is broken. */
const found: Record<keyof typeof plantedBugs, [law: string, steps: number]> = {
  'the turn of an AI answer is not checked': [
    'law 1: what the AI made for an old turn is dropped',
    5,
  ],
  'an AI answer is accepted while a person or the queue has control': [
    'law 1: the AI speaks only while it has control',
    5,
  ],
  'a reply leaves the conversation with the bot': [
    'law 3: where a reply stands, a person has control',
    2,
  ],
  'a handoff says so and transfers nothing': [
    'the list shows who has control, as the events tell',
    4,
  ],
  'a hand-back lets old work count again': [
    'law 1: what the AI made for an old turn is dropped',
    6,
  ],
  'after a hand-back nobody wakes the bot': ['law 5: what the AI owes, a job will bring', 5],
  'two teammates can claim the same conversation': [
    'law 4: claimed from the queue, and from nobody else',
    3,
  ],
  'what was decided on an old version is appended': [
    'law 1: every customer message is a new turn',
    4,
  ],
  'closing twice says so twice': ['a conversation is closed once', 3],
  'a message that arrives again is taken for a new one': ['law 6: a message is stored once', 3],
  'when every attempt has failed nothing is said': ['law 5: what the AI owes, a job will bring', 7],
  'nobody sweeps up a lost job': [
    'in the end: a turn that the AI owes is over, though every attempt fails',
    2,
  ],
  'what an absent teammate has stays theirs': [
    'in the end: nobody waits for a teammate who has left',
    3,
  ],
  'an ignored chat is never given to others': [
    'in the end: nobody waits for ever for a teammate who has the conversation and is silent',
    2,
  ],
  'an answered chat is taken from its teammate': [
    'nothing is taken from a teammate who has answered',
    3,
  ],
  'a snoozed conversation sleeps through a new message': [
    'law 5: a customer writes into an open conversation',
    4,
  ],
  'resolving forgets what waits for approval': [
    'nothing waits for approval in a resolved conversation',
    4,
  ],
  'an action can be approved twice': ['law 4: a run is decided once', 5],
  'an approved action is forgotten': ['law 5: what was approved, a job will bring to its end', 4],
};

describe('a planted bug is found, on a shortest way', () => {
  it.each(Object.entries(found))(
    '%s',
    (name, [law, steps]) => {
      const { world, plant }: PlantedBug = plantedBugs[name as keyof typeof plantedBugs];
      const system = plant(right);
      const { breach } = explore(system, { bounds: small[world] });
      expect([breach?.law, breach?.trail.length]).toEqual([law, steps]);
      const nearer = explore(system, { bounds: small[world], maxDepth: steps - 1 });
      expect(nearer.breach).toBeNull();
    },
    60_000,
  );
});

it('the way to it reads as a story', () => {
  const trailOf = (name: keyof typeof plantedBugs) => {
    const { world, plant }: PlantedBug = plantedBugs[name];
    return explore(plant(right), { bounds: small[world] }).breach?.trail;
  };
  expect(trailOf('a hand-back lets old work count again')).toEqual([
    '1. the customer writes → conversationStarted customerMessageSent',
    '2. a worker takes job 1',
    '3. job 1 looks',
    '4. Ana takes over → tookOver',
    '5. Ana hands back → handedBack',
    '6. job 1 answers → aiAnswered',
  ]);
  expect(trailOf('when every attempt has failed nothing is said')).toEqual([
    '1. the customer writes → conversationStarted customerMessageSent',
    '2. a worker takes job 1',
    '3. the worker of job 1 dies',
    '4. a worker takes job 1',
    '5. job 1 fails',
    '6. job 1 looks',
    '7. job 1 gives up without a word',
  ]);
});
