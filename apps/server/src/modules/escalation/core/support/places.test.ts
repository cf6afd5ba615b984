import { describe, expect, it } from 'vitest';
import { misplacedIn, pricesTold } from './places.ts';
import { tell, tellPassage } from './told.ts';

const plus = tellPassage(
  'What is Lumen Plus?',
  '',
  '| | Free | Lumen Plus |\n|---|---|---|\n| Warranty | 3 years | 5 years |\n\nIt costs €2.90 a month or €24 a year for a whole home.',
);
const shipping = tellPassage(
  'What shipping costs',
  '',
  'Standard shipping is free for orders over €60. Below that it costs €4.90 within the EU and €9.90 elsewhere. Express costs €14.90.',
);
const warranty = tellPassage(
  'Warranty',
  '',
  'Every lamp has a three-year warranty from the day of delivery, battery bases two years.',
);
const reset = tellPassage(
  'Reset your lamp',
  '',
  '## Restart\n\nUnplug the lamp, wait ten seconds, and plug it in again.\n\n## Factory reset\n\n1. With the lamp on, hold the ring for fifteen seconds.',
);
const hosting = tellPassage(
  'Roll back',
  '',
  'Every deployment keeps its image for 30 days on the Hobby plan and for 90 days on the Pro plan.',
);
const transfers = tellPassage(
  'Transfers',
  '',
  'You can send up to £10,000 a day to people and businesses, and up to £25,000 between your own accounts.',
);
const all = [plus, shipping, warranty, reset, hosting, transfers];
const misplaced = (sentence: string) => misplacedIn(tell(sentence), all)?.said ?? null;

describe('a number that stands in a passage', () => {
  it.each([
    ['Lumen Plus costs €24 a month or €2.90 a year.', '€24 a month'],
    ['Lumen Plus costs €24/month.', '€24/month'],
    ['Lumen Plus kostet 24 € pro Monat.', '24 € pro monat'],
    ['Lumen Plus is €2.90 per year.', '€2.90 per year'],
    ['Express costs €4.90 and standard €14.90.', '€4.90'],
    ['Express costs €4.90.', '€4.90'],
    ['Below €60 it costs €9.90 within the EU and €4.90 elsewhere.', '€9.90'],
    ['Every lamp has a two-year warranty, battery bases three years.', 'two-year'],
    ['Hold the ring for ten seconds and wait fifteen seconds.', 'ten seconds'],
    ['On the Hobby plan images are kept for 90 days.', '90 days'],
  ])('for something else is misplaced: %j', (sentence, said) => {
    expect(misplaced(sentence)).toBe(said);
  });

  it.each([
    'Lumen Plus is €2.90 per month or €24 per year.',
    'A whole home pays €2.90 per month, or €24 yearly.',
    'Lumen Plus kostet 24 € im Jahr.',
    'Standard costs €4.90 and express €14.90.',
    'Standard shipping costs €4.90 within the EU.',
    'Below €60 it costs €4.90 within the EU and €9.90 elsewhere.',
    'Every lamp has a three-year warranty, battery bases two years.',
    'Battery bases have a two-year warranty.',
    'Hold the ring for fifteen seconds and wait ten seconds.',
    'On the Pro plan, images are kept for 90 days.',
    'Between your own accounts you can move up to £25,000 a day.',
  ])('where the passage puts it is not: %j', (sentence) => {
    expect(misplaced(sentence)).toBeNull();
  });
});

describe('prices with their periods', () => {
  const told = (sentence: string) => pricesTold(tell(sentence), all);
  it('are told where one unit has all of them and its page what they are for', () => {
    expect(told('Lumen Plus is €2.90 per month or €24 per year.')).toBe(true);
  });
  it.each([
    'Lumen Plus is €24 per month or €2.90 per year.',
    'Lumen Plus is not €24 per year.',
    'Lumen Plus for schools is €24 per year.',
    'Lumen Plus is €24.',
  ])('are not: %j', (sentence) => {
    expect(told(sentence)).toBe(false);
  });
});
