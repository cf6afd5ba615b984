import type { ActionForm, ContactEntry, ContactSnapshot } from '@baton/protocol';
import { empty, fail, load, send, thread } from '@baton/replica';
import { describe, expect, it } from 'vitest';
import { formInWords, formsIn } from './forms.ts';

const AT = '2026-01-01T10:00:00.000Z';
const field = (name: string, value: string | null = null) => ({
  name,
  label: name.toUpperCase(),
  type: 'text',
  required: true,
  example: null,
  choices: [],
  value,
});
const form = (runId: string, ...fields: object[]) =>
  ({ runId, name: 'Look up an order', fields }) as unknown as ActionForm;
const order = form('run_1', field('order', '1042'), field('email'));

const message = (version: number, author: 'you' | 'ai', more: object = {}) =>
  ({
    kind: 'message',
    version,
    author,
    body: '',
    at: AT,
    clientMessageId: null,
    ...more,
  }) as unknown as ContactEntry;
const own = (version: number, more: object = {}) =>
  message(version, 'you', { clientMessageId: `client-${version}`, ...more });
const notice = (version: number, what: string) =>
  ({ kind: 'notice', version, notice: what, name: null, at: AT }) as ContactEntry;

const holding = (...entries: ContactEntry[]) =>
  load(
    empty,
    { conversation: { id: 'c', version: 9 }, entries } as unknown as ContactSnapshot,
    '1',
  );
const stands = (replica: Parameters<typeof thread>[0], resolved = false) => {
  const { stands: found, told } = formsIn(thread(replica), resolved);
  return { states: [...found.values()].map(({ state }) => state), found, told: [...told] };
};
const values = { order: '1042', email: 'ada@example.com' };
const submitted = { runId: 'run_1', values } as never;
const filledIn = { clientMessageId: 'client-9', body: 'ORDER: 1042', at: AT, submitted };

describe('a form', () => {
  const asked = holding(own(1), message(2, 'ai', { form: order }));

  it('is open, with what is known already filled in', () => {
    const { found, states } = stands(asked);
    expect(states).toEqual(['open']);
    expect([...found.values()][0]?.values).toEqual({ order: '1042', email: '' });
  });

  it('is folded when the talk has gone on, and gone when it is resolved', () => {
    const on = holding(own(1), message(2, 'ai', { form: order }), own(3), message(4, 'ai'));
    expect(stands(on).states).toEqual(['folded']);
    expect(stands(on, true).states).toEqual([]);
  });

  it('on its way says so in its place: no bubble repeats it', () => {
    const sending = send(asked, filledIn);
    expect(stands(sending)).toMatchObject({ states: ['sending'], told: ['client-9'] });
    const waiting = fail(sending, 'client-9', 'offline');
    expect(stands(waiting)).toMatchObject({ states: ['waiting'], told: ['client-9'] });
  });

  it('that the server refused for its values is open again, with them and what is wrong', () => {
    const errors = [{ path: 'submitted.values.order', message: 'does not look like one' }];
    const refused = stands(fail(send(asked, filledIn), 'client-9', 'refused', errors));
    expect(refused.states).toEqual(['open']);
    expect(refused.told).toEqual(['client-9']);
    const [stand] = refused.found.values();
    expect(stand?.values).toEqual(values);
    expect(stand?.pending?.errors).toEqual(errors);
  });

  it('that was sent is there to be read, after a reload too', () => {
    const sent = holding(
      own(1),
      message(2, 'ai', { form: order }),
      own(3, { submitted }),
      message(4, 'ai'),
    );
    expect(stands(sent)).toMatchObject({ states: ['sent'], told: ['client-3'] });
    expect(stands(sent, true).states).toEqual(['sent']);
    expect([...stands(sent).found.values()][0]?.values).toEqual(values);
  });

  it('sent after other talk is a message of its own besides', () => {
    const later = holding(
      own(1),
      message(2, 'ai', { form: order }),
      own(3),
      message(4, 'ai'),
      own(5, { submitted }),
    );
    expect(stands(later)).toMatchObject({ states: ['sent'], told: [] });
  });

  it('asked again stands only where it was asked last', () => {
    const again = holding(
      own(1),
      message(2, 'ai', { form: order }),
      own(3),
      message(4, 'ai', { form: form('run_1', field('order', '1042'), field('email', 'a@b.c')) }),
    );
    const { found, states } = stands(again);
    expect(states).toEqual(['open']);
    expect([...found.values()][0]?.values['email']).toBe('a@b.c');
  });

  it('that was sent stays when the rest is asked for', () => {
    const more = holding(
      own(1),
      message(2, 'ai', { form: order }),
      own(3, { submitted }),
      message(4, 'ai', { form: order }),
    );
    expect(stands(more).states).toEqual(['sent', 'open']);
  });

  it('is gone when what it asked for was said in the chat, and the action is done', () => {
    const told = holding(
      own(1),
      message(2, 'ai', { form: order }),
      own(3),
      message(4, 'ai', { endsRun: 'run_1' }),
    );
    expect(stands(told).states).toEqual([]);
  });

  it('is gone when its action waits for approval or was done without it', () => {
    const done = holding(own(1), message(2, 'ai', { form: order }), notice(3, 'actionRequested'));
    expect(stands(done).states).toEqual([]);
  });
});

it('a form in words is its labels and what was filled in', () => {
  expect(formInWords(order, { order: '1042' })).toBe('ORDER: 1042');
  expect(formInWords(order, values)).toBe('ORDER: 1042\nEMAIL: ada@example.com');
});
