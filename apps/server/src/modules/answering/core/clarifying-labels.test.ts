import { expect, it } from 'vitest';
import { clarifyingLabels } from './clarifying-labels.ts';

const subject = (documentTitle: string, heading = '') => ({ documentTitle, heading });

it('documents that compete are told apart by their titles', () => {
  expect(clarifyingLabels([subject('Returns', 'Costs'), subject('Shipping', 'Costs')])).toEqual([
    'Returns',
    'Shipping',
  ]);
});

it('where titles are the same, the heading tells them apart', () => {
  expect(clarifyingLabels([subject('FAQ', 'Returns'), subject('FAQ', 'Shipping')])).toEqual([
    'FAQ: Returns',
    'FAQ: Shipping',
  ]);
  expect(clarifyingLabels([subject('FAQ'), subject('FAQ', 'FAQ'), subject('Help')])).toEqual([
    'FAQ',
    'Help',
  ]);
});
