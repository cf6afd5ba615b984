import { aConversation, ana } from '@baton/testkit';
import type { ActionId, ActionRunId, ConversationEvent } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { runsIn, runsOnTop } from './action-runs.ts';

const ofRun = {
  runId: 'run_1' as ActionRunId,
  actionId: 'act_1' as ActionId,
  name: 'Cancel a subscription',
};
const requested = () =>
  aConversation()
    .customerSays('Cancel my plan')
    .happened({ type: 'actionRequested', ...ofRun, inputs: [] });
const approved = () =>
  requested().happened({
    type: 'actionDecided',
    ...ofRun,
    by: ana,
    approved: true,
    note: 'Asked twice',
  });
const finished = (ok: boolean, text: string) =>
  approved().happened({ type: 'actionFinished', ...ofRun, ok, text, answered: false });
const first = (events: readonly ConversationEvent[]) => runsIn(events)[0];

describe('an action that needs approval', () => {
  it('waits, runs once approved, and ends with what came of it', () => {
    expect(first(requested().events)).toMatchObject({ state: { is: 'waiting' }, decided: null });
    expect(first(approved().events)).toMatchObject({
      state: { is: 'running' },
      decided: { by: ana, note: 'Asked twice' },
    });
    expect(first(finished(true, 'Cancelled.').events)?.state).toEqual({
      is: 'done',
      text: 'Cancelled.',
    });
    expect(first(finished(false, 'No answer.').events)?.state.is).toBe('failed');
  });

  it('that nobody decided on in time counts as declined', () => {
    const { events } = requested().happened({
      type: 'actionDecided',
      ...ofRun,
      by: null,
      approved: false,
      note: null,
    });
    expect(first(events)).toMatchObject({
      state: { is: 'declined' },
      decided: { by: null },
    });
  });

  it('that ran at once asked nobody and needs no card', () => {
    const { events } = aConversation().happened({
      type: 'actionFinished',
      ...ofRun,
      ok: true,
      text: 'Shipped.',
      answered: true,
    });
    expect(runsIn(events)).toEqual([]);
  });
});

describe('the card above the thread', () => {
  const shown = (events: readonly ConversationEvent[], dismissed: string[] = []) =>
    runsOnTop(runsIn(events), new Set(dismissed)).map(({ state }) => state.is);

  it('stays while the action waits or runs, whoever has spoken and whatever was closed', () => {
    expect(shown(requested().repliedBy(ana).events, ['run_1'])).toEqual(['waiting']);
    expect(shown(approved().repliedBy(ana).events, ['run_1'])).toEqual(['running']);
  });

  it('goes once the outcome was answered, or was put away', () => {
    const done = finished(true, 'Cancelled.');
    expect(shown(done.events)).toEqual(['done']);
    expect(shown(done.events, ['run_1'])).toEqual([]);
    expect(shown(done.repliedBy(ana).events)).toEqual([]);
  });
});
