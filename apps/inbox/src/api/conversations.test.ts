import type { ConversationPage, ConversationSummary } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { append } from './conversations.ts';

const row = (id: string, version = 1) => ({ id, version }) as ConversationSummary;
const page = (nextPage: string | null, ...conversations: ConversationSummary[]) =>
  ({ conversations, nextPage }) as ConversationPage;

describe('the next page of a list', () => {
  it('follows the rows that are there; what moved between the two requests is there once', () => {
    const list = append(page('2', row('a'), row('b')), page(null, row('b'), row('c')));
    expect(list.conversations.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(list.nextPage).toBeNull();
  });

  it('does not bring back what has left since it was read', () => {
    const list = { ...page('2', row('a')), departed: { c: 5 } };
    expect(append(list, page(null, row('c', 4))).conversations).toEqual([row('a')]);
    expect(append(list, page(null, row('c', 6))).conversations).toHaveLength(2);
  });
});
