import { describe, expect, it } from 'vitest';
import { foldRepeats } from './fold-repeats.ts';

const contact =
  'Write to our team at any time of the day, from the contact form on every page of this shop, and a person answers you within one working day. Have the number of your order at hand, tell us which lamp you have and what it does, and add a picture when something is broken, so that nobody needs to ask you twice.';
const passage = (markdown: string, heading: string, trail: string[] = []) => ({
  trail,
  heading,
  markdown,
});

describe('near-identical passages of a document', () => {
  it('become one that remembers where the others stood', () => {
    const almost = contact.replace('person', '**Person**').replace('twice', 'again');
    const folded = foldRepeats([
      passage(contact, 'Returns'),
      passage('Something else.', 'Between'),
      passage(almost, 'Contact', ['Warranty']),
      passage(contact, 'Returns'),
    ]);
    expect(folded.map(({ heading }) => heading)).toEqual(['Returns', 'Between']);
    expect(folded[0]).toMatchObject({ markdown: contact, alsoUnder: [['Warranty', 'Contact']] });
  });

  it.each([
    ['numbers differ', contact, contact.replace('one working day', '1 working day')],
    ['texts are short', 'Yes, by card.', 'Yes, by card.'],
    ['much is different', contact, `${contact} ${contact.split(' ').reverse().join(' ')}`],
  ])('stay two where %s', (_, a, b) => {
    expect(foldRepeats([passage(a, 'A'), passage(b, 'B')])).toHaveLength(2);
  });

  it('stay two where they answer two questions', () => {
    expect(
      foldRepeats([passage(contact, 'To Norway?'), passage(contact, 'To Chile?')]),
    ).toHaveLength(2);
    expect(
      foldRepeats([passage(contact, 'To Norway?'), passage(contact, 'To Norway?')]),
    ).toHaveLength(1);
  });
});
