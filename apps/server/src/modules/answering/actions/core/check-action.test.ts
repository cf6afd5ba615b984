/** What an owner is told before an action is kept. */
import { ActionDraft } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { aCancellation, aField, aLookUp } from '../testing/an-action.ts';
import { checkAction } from './check-action.ts';

const paths = (draft: ActionDraft) => checkAction(draft).map(({ path }) => path);

describe('an action', () => {
  it('that is whole has no fault, in the shape of the protocol', () => {
    for (const draft of [aLookUp(), aCancellation()]) {
      expect(ActionDraft.parse(draft)).toEqual(draft);
      expect(checkAction(draft)).toEqual([]);
    }
  });

  it.each<[string, Partial<ActionDraft>, string[]]>([
    ['names a server by a field', { url: 'https://{{order}}.example/' }, ['url']],
    ['asks for a field that is not there', { url: 'https://a.example/{{nr}}' }, ['url']],
    ['has an optional field in its path', { fields: [aField({ required: false })] }, ['url']],
    ['sends a body with GET', { body: '{}' }, ['body']],
    ['has no JSON for a body', { method: 'POST', body: 'a={{order}}' }, ['body']],
    ['has a field for a name', { method: 'POST', body: '{"{{order}}": 1}' }, ['body']],
    ['has one name twice', { fields: [aField(), aField()] }, ['fields.1.name']],
    ['offers nothing to choose', { fields: [aField({ type: 'choice' })] }, ['fields.0.choices']],
    [
      'takes identity without needing it',
      { fields: [aField({ from: 'identity.id' })] },
      ['fields.0.from'],
    ],
    [
      'sets what Baton sets',
      { headers: [{ name: 'Idempotency-Key', value: '1', secret: false }] },
      ['headers.0.name'],
    ],
    [
      'has a header on two lines',
      { headers: [{ name: 'x-a', value: 'a\nb: c', secret: false }] },
      ['headers.0.value'],
    ],
    ['says a value where there is none', { failure: 'It is {{status}}.' }, ['failure']],
  ])('that %s is not kept', (_, changes, expected) => {
    expect(paths(aLookUp(changes))).toEqual(expected);
  });
});
