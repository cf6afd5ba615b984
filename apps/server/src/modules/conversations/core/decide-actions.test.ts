/** Approving, declining and ending the runs of actions, wherever the conversation stands. */
import { aConversation, ana, ben, minute } from '@baton/testkit';
import { describe, expect, it } from 'vitest';
import { aCommand, aRun } from '../testing/commands.ts';
import { handsOffToApprove } from '../testing/scenes.ts';
import { contactEntries } from './contact-view.ts';
import { decide } from './decide.ts';
import { evolve, fold } from './evolve.ts';

const asked = handsOffToApprove;
const inputs = [{ name: 'order', label: 'Order number', value: '1042' }];
const types = (verdict: ReturnType<typeof decide>) =>
  verdict.kind === 'accepted' ? verdict.events.map(({ type }) => type).join(' ') : verdict;

describe('a run that waits for approval', () => {
  it.each([
    ['in the queue', () => asked(), 'claimed actionDecided'],
    [
      'handed back to the AI',
      () => asked().claimedBy(ben).handedBackBy(ben),
      'tookOver actionDecided',
    ],
    ['with the one who decides', () => asked().claimedBy(ana), 'actionDecided'],
    ['with a colleague', () => asked().claimedBy(ben), 'actionDecided'],
    ['put aside', () => asked().claimedBy(ben).snoozedBy(ben, minute(90)), 'actionDecided'],
  ])('%s: deciding takes control as a reply does', (_, scene, expected) => {
    const state = fold(scene().events);
    for (const approved of [true, false]) {
      expect(types(decide(state, aCommand('decideAction', { approved })))).toBe(expected);
    }
  });

  it('is decided once: the second one is told', () => {
    const state = fold(asked().events);
    const yes = decide(state, aCommand('decideAction', { by: ana }));
    if (yes.kind !== 'accepted') throw new Error('not accepted');
    const after = yes.events.reduce(evolve, state);
    expect(decide(after, aCommand('decideAction', { by: ben, approved: false }))).toMatchObject({
      kind: 'refused',
      code: 'run_not_waiting',
      detail: 'It was approved already.',
    });
  });

  it('is let go with the conversation: nothing is left to be approved by mistake', () => {
    const state = fold(asked().events);
    const resolved = decide(state, aCommand('resolve'));
    expect(resolved).toMatchObject({
      events: [{ type: 'actionDecided', by: null, approved: false }, { type: 'resolved' }],
    });
    if (resolved.kind !== 'accepted') throw new Error('not accepted');
    const after = resolved.events.reduce(evolve, state);
    expect(decide(after, aCommand('decideAction'))).toMatchObject({
      code: 'conversation_resolved',
    });
    const again = decide(after, aCommand('reopen'));
    if (again.kind !== 'accepted') throw new Error('not accepted');
    expect(decide(again.events.reduce(evolve, after), aCommand('decideAction'))).toMatchObject({
      code: 'run_not_waiting',
    });
  });
});

describe('the end of a run', () => {
  it('is told once, by whoever brings it first', () => {
    const state = fold(asked().claimedBy(ana).events);
    const done = decide(state, aCommand('finishAction'));
    if (done.kind !== 'accepted') throw new Error('not accepted');
    const after = done.events.reduce(evolve, state);
    expect(decide(after, aCommand('finishAction'))).toEqual({ kind: 'unchanged' });
  });

  it('comes with the answer that tells it, in one append', () => {
    const state = fold(aConversation().customerSays().events);
    const finished = { ...aRun(), ok: true, text: 'It was sent.' };
    expect(types(decide(state, aCommand('recordAiAnswer', { finished })))).toBe(
      'actionFinished aiAnswered',
    );
    expect(
      types(decide(state, aCommand('handOff', { finished: { ...finished, ok: false } }))),
    ).toBe('actionFinished handedOff');
  });

  it('that was told already is not told again with a late answer', () => {
    const told = aConversation()
      .customerSays()
      .happened({ type: 'actionFinished', ...aRun(), ok: true, text: 'Sent.', answered: false });
    const finished = { ...aRun(), ok: true, text: 'Sent.' };
    expect(types(decide(fold(told.events), aCommand('recordAiAnswer', { finished })))).toBe(
      'aiAnswered',
    );
  });
});

describe('a form that is sent', () => {
  const submitted = { runId: aRun().runId, values: { order: '1042' } };
  const requested = { ...aRun(), inputs };
  const send = aCommand('sendCustomerMessage', { submitted, requested });

  it('while the AI has control is a message to the AI, and no request to the team', () => {
    expect(decide(fold(aConversation().customerSays().aiAnswers().events), send)).toMatchObject({
      events: [{ type: 'customerMessageSent', submitted }],
    });
  });

  it.each([
    ['queue', () => aConversation().customerSays().handedOff()],
    ['person', () => aConversation().customerSays().takenOverBy(ana)],
    ['person who had it', () => aConversation().customerSays().takenOverBy(ana).resolvedBy(ana)],
  ])('after the %s got control waits for approval', (_, scene) => {
    const verdict = decide(fold(scene().events), send);
    if (verdict.kind !== 'accepted') throw new Error('not accepted');
    expect(verdict.events.slice(-2)).toMatchObject([
      { type: 'customerMessageSent', submitted },
      { type: 'actionRequested', ...requested },
    ]);
  });

  it('a second time asks nobody a second time', () => {
    expect(types(decide(fold(asked().events), send))).toBe('customerMessageSent');
  });
});

describe('the customer sees', () => {
  const names = { teammate: () => 'Ana', aiAgentName: 'Lumi' };
  const seen = (scene: ReturnType<typeof asked>) =>
    contactEntries(scene.events, names).flatMap((entry) =>
      entry.kind === 'notice' ? [[entry.notice, entry.name, entry.text]] : [],
    );
  const decided = { ...aRun(), by: ana, note: 'Not within 14 days.' };

  it('that it was requested and done, in the words of the action', () => {
    const scene = asked()
      .claimedBy(ana)
      .happened({ type: 'actionDecided', ...decided, approved: true })
      .happened({
        type: 'actionFinished',
        ...aRun(),
        ok: true,
        text: 'Cancelled.',
        answered: false,
      });
    expect(seen(scene)).toEqual([
      ['actionRequested', 'Cancel an order', undefined],
      ['joined', 'Ana', undefined],
      ['actionDone', 'Cancel an order', 'Cancelled.'],
    ]);
  });

  it('that it was declined, and not the note to it', () => {
    const scene = asked().claimedBy(ana);
    scene.happened({ type: 'actionDecided', ...decided, approved: false });
    expect(seen(scene).at(-1)).toEqual(['actionDeclined', 'Cancel an order', undefined]);
    expect(JSON.stringify(contactEntries(scene.events, names))).not.toContain('14 days');
  });

  it('no second notice of what the AI said itself', () => {
    const scene = aConversation()
      .customerSays()
      .happened({ type: 'actionFinished', ...aRun(), ok: true, text: 'Sent.', answered: true });
    expect(seen(scene)).toEqual([]);
  });
});

describe('a contact for whom the website vouches', () => {
  const verified = () =>
    aConversation()
      .customerSays()
      .happened({
        type: 'contactIdentified',
        details: { name: 'Cleo', email: null },
        verified: true,
      });

  it('stays as the website named them, whatever is typed', () => {
    const details = { name: 'The boss', email: 'boss@shop.example' };
    expect(decide(fold(verified().events), aCommand('identifyContact', { details }))).toMatchObject(
      {
        events: [{ details: { name: 'Cleo', email: 'boss@shop.example' } }],
      },
    );
  });

  it('shows as verified in the summary, also after a gap was filled', () => {
    const scene = verified().identifiedAs({ name: 'Cleo', email: 'c@shop.example' });
    expect(fold(scene.events)?.contact).toMatchObject({ verified: true, email: 'c@shop.example' });
  });
});
