import type { PolicyDocument, PolicyView } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { edited, insisted, refused, saved, sent, shown, toSend, untouched } from './draft-state.ts';

const policy = (name: string) => ({ name }) as unknown as PolicyDocument;
const view = (revision: number | null, name = 'stored'): PolicyView =>
  ({
    published: { document: policy('published') },
    draft: revision === null ? null : { revision, document: policy(name) },
  }) as PolicyView;

describe('a draft that saves itself', () => {
  it('shows what is published until somebody writes', () => {
    expect(shown(untouched, view(null))).toEqual(policy('published'));
    expect(shown(untouched, view(1))).toEqual(policy('stored'));
  });

  it('keeps showing what was typed once it is saved, not what the server made of it', () => {
    const typed = policy('typed ');
    const state = saved(sent(edited(untouched, typed)), view(2, 'typed'));
    expect(shown(state, view(2, 'typed'))).toBe(typed);
    expect(toSend(state)).toBeNull();
  });

  it('sends what was written while the last save was under way', () => {
    const first = sent(edited(untouched, policy('a')));
    const second = edited(first, policy('b'));
    expect(toSend(second)).toBeNull();
    expect(toSend(saved(second, view(1, 'a')))).toEqual(policy('b'));
  });

  it('shows what somebody else saved later, when nothing was written since', () => {
    const state = saved(sent(edited(untouched, policy('mine'))), view(2, 'mine'));
    expect(shown(state, view(3, 'theirs'))).toEqual(policy('theirs'));
  });

  it('stops at a conflict, however much is written, until one is chosen', () => {
    const conflict = refused(sent(edited(untouched, policy('mine'))), { kind: 'conflict' });
    const more = edited(conflict, policy('mine too'));
    expect(toSend(more)).toBeNull();
    expect(shown(more, view(3, 'theirs'))).toEqual(policy('mine too'));
    expect(toSend(insisted(more))).toEqual(policy('mine too'));
  });

  it('tries again with the next letter after a failure', () => {
    const failed = refused(sent(edited(untouched, policy('a'))), { kind: 'failed', words: 'no' });
    expect(toSend(failed)).toBeNull();
    expect(toSend(edited(failed, policy('b')))).toEqual(policy('b'));
  });
});
