/** What a mail says, and that nothing somebody typed says more than its line. */
import { ids } from '@baton/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneLine } from './one-line.ts';
import {
  type Telling,
  type ToldWait,
  writePasswordMail,
  writeTestMail,
  writeWaitingMail,
} from './write-mail.ts';

const now = new Date('2026-03-02T12:00:00Z');

const aWait = (changes: Partial<ToldWait> = {}): ToldWait => ({
  conversationId: ids.conversation(1),
  kind: 'queue',
  since: new Date(now.getTime() - 3.5 * 60_000),
  hereSince: now,
  contactName: 'Priya',
  verified: false,
  reasons: ['direct_request', 'frustration'],
  told: false,
  words: null,
  ...changes,
});
const write = (waits: readonly ToldWait[], changes: Partial<Telling> = {}) =>
  writeWaitingMail({
    teammateName: 'Ana',
    workspaceName: 'Lumen',
    waits,
    now,
    publicUrl: 'https://support.example',
    onlyWhileAway: true,
    ...changes,
  });

it('says who waits, for how long, why, where, and how to turn it off', () => {
  const { subject, text } = write([aWait()]);
  expect(subject).toBe('Lumen: Priya waits for a person');
  expect(text).toBe(`Hello Ana,

Priya has waited for a person for 3 minutes, and nobody has claimed the conversation.
Handed off: the customer asked for a person, the customer is frustrated.
Open the conversation:
https://support.example/inbox/waiting/${ids.conversation(1)}

You get this because your inbox was open nowhere.
Change when Baton writes to you, or turn it off:
https://support.example/settings/profile
`);
});

it('repeats the first line of what the customer wrote only where that was given to it', () => {
  const words = 'Where is my parcel?\nMy card is 4111 1111 1111 1111.';
  expect(write([aWait()]).text).not.toContain('“');
  const { text, html } = write([aWait({ words })]);
  for (const said of [text, html]) {
    expect(said).toContain('“Where is my parcel?”');
    expect(said).not.toContain('4111');
  }
});

it('tells what is theirs as theirs, and a visitor without a name as one', () => {
  const { subject, text } = write([aWait({ kind: 'mine', contactName: null })]);
  expect(subject).toBe('Lumen: A visitor waits for your answer');
  expect(text).toContain('A visitor has waited for your answer for 3 minutes.');
  expect(text).toContain('/inbox/mine/');
});

it.each(['https://evil.example', 'Call WWW.evil.example', 'eve@evil.example', 'eve＠evil.example'])(
  'a name that mail programs make a link of is told only where the website vouched for it: %s',
  (contactName) => {
    for (const others of [[], [aWait()]]) {
      const { subject, text, html } = write([aWait({ contactName }), ...others]);
      for (const said of [subject, text, html]) expect(said).not.toContain('evil');
      expect(text).toContain('A visitor has waited');
    }
    expect(write([aWait({ contactName, verified: true })]).subject).toContain(contactName);
  },
);

it('names ten of many, and says how many more there are', () => {
  const waits = Array.from({ length: 14 }, (_, n) => aWait({ contactName: `Customer ${n}` }));
  const { subject, text } = write(waits);
  expect(subject).toBe('Lumen: 14 customers wait');
  expect(text.match(/has waited/g)).toHaveLength(10);
  expect(text).toContain('And 4 more.');
});

it.each([
  [0, 'a minute'],
  [119, '119 minutes'],
  [120, '2 hours'],
  [50 * 60, '2 days'],
])('%i minutes are told as "%s"', (minutes, words) => {
  const since = new Date(now.getTime() - minutes * 60_000);
  expect(write([aWait({ since })]).text).toContain(`for a person for ${words},`);
});

it('law: whatever people call themselves, a subject is one line and the HTML has no tag of theirs', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      'Eve\r\nBcc: everybody@lumen.example',
      '<script>alert(1)</script>',
      '"><img src=x onerror=y>',
      '\u202Egpj.exe',
      'a\u2028b\u0000c',
      '\ud800',
    ),
  );
  const tags = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.split(' ')[0]);
  const calm = aWait({ contactName: 'Priya', words: 'Hello' });
  const expected = tags(write([calm]).html);
  fc.assert(
    fc.property(nasty, nasty, nasty, nasty, (contactName, words, teammateName, workspaceName) => {
      const wait = aWait({ contactName, words: `x${words}` });
      const { subject, text, html } = write([wait], { teammateName, workspaceName });
      expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      expect(tags(html)).toEqual(expected);
      expect(text.split('\n')).toHaveLength(write([calm]).text.split('\n').length);
    }),
  );
});

it('law: one line stays one, within its length, and says the same when cleaned again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 80 }), (text, longest) => {
      const line = oneLine(text, longest);
      expect(Array.from(line).length).toBeLessThanOrEqual(longest);
      expect(line).not.toMatch(/[\r\n\0]/);
      expect(oneLine(line, longest)).toBe(line);
    }),
  );
});

it('other mails say what they are for', () => {
  const link = 'https://support.example/reset-password#t0k';
  const password = writePasswordMail({
    teammateName: 'Ana',
    workspaceName: 'Lumen',
    link,
    hours: 24,
  });
  expect(password.text).toContain(link);
  expect(password.text).toContain('once, for 24 hours');
  expect(writeTestMail('Ana', 'https://support.example').subject).toBe('Mail from Baton arrives');
});
