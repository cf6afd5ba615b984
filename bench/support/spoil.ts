// Makes a sentence say what its passage does not, one way at a time.

import { quantitiesOf } from '../../apps/server/src/modules/escalation/core/support/quantities.ts';
import { namesOf } from '../../apps/server/src/modules/escalation/core/support/names.ts';
import { sample } from '../decision/seeded.ts';
import { capital } from './reword.ts';

export interface Around {
  /** The whole passage, lower case: what stands in it is no spoiling. */
  passage: string;
  /** Names that stand elsewhere in these documents. */
  names: string[];
}

type Way = (text: string, random: () => number, around: Around) => string | null;

const number: Way = (text, random, { passage }) => {
  const match = sample(
    [...text.matchAll(/(?<![\p{L}\d.,_/-])\d+(?:\.\d+)?(?![\p{L}_/]|[.,]\d)/gu)],
    1,
    random,
  )[0];
  if (match === undefined) return spelledNumber(text, random, passage);
  const value = Number(match[0]);
  const others = [
    value * 2,
    value + 1,
    value * 10,
    Math.max(1, Math.round(value / 2)),
    value + 5,
    7,
    14,
    24,
    30,
    60,
    90,
    100,
  ]
    .map((each) => Math.round(each * 100) / 100)
    .filter(
      (each) => each !== value && each > 0 && !new RegExp(`\\b${each}\\b`, 'u').test(passage),
    );
  const other = sample(others, 1, random)[0];
  return other === undefined
    ? null
    : text.slice(0, match.index) + other + text.slice(match.index + match[0].length);
};

const spelledNumber = (text: string, random: () => number, passage: string): string | null => {
  const match = /\b(two|three|four|five|six|seven|eight|nine|ten)\b/iu.exec(text);
  if (match === null) return null;
  const other = sample(
    ['three', 'four', 'six', 'eight', 'ten', 'twelve', '15'].filter(
      (each) => !passage.includes(each),
    ),
    1,
    random,
  )[0];
  return other === undefined ? null : text.replace(match[0], other);
};

const swappedNumbers: Way = (text) => {
  const found = quantitiesOf(text).filter(({ sure, said }) => sure && /\d/u.test(said));
  const [a, b] = found;
  const digits = (said: string) => /\d+(?:[.,]\d+)*/u.exec(said)?.[0] ?? '';
  if (a === undefined || b === undefined || a.kind !== b.kind) return null;
  const [one, other] = [digits(a.said), digits(b.said)];
  if (one === other || one === '' || other === '') return null;
  return text.replace(one, '\u0001').replace(other, one).replace('\u0001', other);
};

const UNITS: [RegExp, string[]][] = [
  [/\bminutes?\b/iu, ['hours', 'days', 'seconds']],
  [/\bhours?\b/iu, ['days', 'minutes', 'weeks']],
  [/\bdays?\b/iu, ['weeks', 'hours', 'months']],
  [/\bweeks?\b/iu, ['days', 'months']],
  [/\bmonths?\b/iu, ['weeks', 'years']],
  [/\bseconds?\b/iu, ['minutes', 'milliseconds']],
  [/(?<=\d ?)KB\b/u, ['MB', 'GB']],
  [/(?<=\d ?)MB\b/u, ['GB', 'KB']],
  [/(?<=\d ?)GB\b/u, ['MB', 'TB']],
];
const unit: Way = (text, random) => {
  const rule = sample(
    UNITS.filter(([pattern]) =>
      new RegExp(
        `\\d[^.]{0,3}${pattern.source}|(?:two|three|four|five|six|ten) ${pattern.source}`,
        'iu',
      ).test(text),
    ),
    1,
    random,
  )[0];
  return rule === undefined ? null : text.replace(rule[0], sample(rule[1], 1, random)[0] as string);
};

const NEGATE: [RegExp, string][] = [
  [
    /\b(can|could|will|should|must|may|is|are|was|were|has|have) (?!not\b|n't|been not)/iu,
    '$1 not ',
  ],
  [/\b(do|does|did) (?!not\b)/iu, '$1 not '],
];
const DENIED: [RegExp, string][] = [
  [/\b(can|is|are|do|does|will|should|must|was|were|has|have|could)(?:n't| not)\b/iu, '$1'],
  [/\bcannot\b/iu, 'can'],
  [/\bcan't\b/iu, 'can'],
  [/\bnever\b/iu, 'always'],
  [/\bno longer\b/iu, 'still'],
  [/\bwithout\b/iu, 'with'],
];
const negation: Way = (text, random) => {
  for (const [pattern, to] of DENIED)
    if (pattern.test(text))
      return text
        .replace(pattern, to)
        .replace(/\b(?:do|does) (?=\w)/iu, (found) => (random() < 0.7 ? '' : found));
  for (const [pattern, to] of NEGATE)
    if (pattern.test(text))
      return text.replace(pattern, to).replace(/\bcan not\b/u, random() < 0.5 ? 'cannot' : "can't");
  if (/^[A-Z][a-z]+ (?:the|your|a|an|on|to)\b/u.test(text))
    return `Do not ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  return null;
};

const OPPOSITES = `
before|after
enable|disable
enabled|disabled
add|remove
added|removed
include|exclude
includes|excludes
included|excluded
required|optional
allow|prevent
allows|prevents
allowed|forbidden
public|private
minimum|maximum
at least|at most
more than|less than
always|never
automatically|manually
increase|decrease
increases|decreases
first|last
start|stop
open|close
online|offline
same|different
new|old
above|below
with|without
show|hide
keep|delete
available|unavailable
possible|impossible
free|paid
early|late
inside|outside
monthly|yearly
left|right
top|bottom
up|down
valid|invalid
accept|reject
successful|failed
higher|lower
larger|smaller
longer|shorter
internal|external
import|export
upload|download
send|receive
lock|unlock
read|write
`
  .trim()
  .split('\n')
  .map((line) => line.split('|') as [string, string]);
const antonym: Way = (text, random) => {
  const sides = sample(
    OPPOSITES.flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as const,
    ),
    OPPOSITES.length * 2,
    random,
  );
  for (const [from, to] of sides) {
    const pattern = new RegExp(`(?<![\\p{L}'-])${from}(?![\\p{L}'-])`, 'iu');
    if (pattern.test(text))
      return text.replace(pattern, (found) => (/^\p{Lu}/u.test(found) ? capital(to) : to));
  }
  return null;
};

const entity: Way = (text, random, { names, passage }) => {
  const own = [
    ...text.matchAll(/(?<=[\p{L}\p{N},] )\p{Lu}[\p{L}\p{N}]+(?: \p{Lu}[\p{L}\p{N}]+)*/gu),
  ].map(([found]) => found);
  const from = sample(own, 1, random)[0];
  const to = sample(
    names.filter((name) => !passage.includes(name.toLowerCase())),
    1,
    random,
  )[0];
  return from === undefined || to === undefined ? null : text.replaceAll(from, to);
};

const SETS = [
  'red green blue yellow grey',
  'email phone letter chat',
  'admins members guests owners',
  'Windows macOS Linux',
  'CSV JSON XML PDF',
  'Monday Tuesday Friday Sunday',
  'daily weekly monthly yearly',
  'first second third',
  'Chrome Firefox Safari',
  'owner admin member',
  'January March June October',
  'teams users groups projects',
  'file folder page list',
  'button menu tab link',
  'name email password address',
  'server client browser',
  'domain subdomain account',
  'key token secret password',
].map((line) => line.split(' '));
const clash: Way = (text, random, { passage }) => {
  for (const set of sample(SETS, SETS.length, random))
    for (const word of set) {
      const pattern = new RegExp(`(?<![\\p{L}'-])${word}(?![\\p{L}'-])`, 'iu');
      if (!pattern.test(text)) continue;
      const other = sample(
        set.filter((each) => each !== word && !passage.includes(each.toLowerCase())),
        1,
        random,
      )[0];
      if (other !== undefined) return text.replace(pattern, other);
    }
  return null;
};

const QUANTIFIERS: [RegExp, string][] = [
  [/\bonly\b/iu, 'also'],
  [/\bsome\b/iu, 'all'],
  [/\bmost\b/iu, 'all'],
  [/\busually\b/iu, 'always'],
  [/\bmay\b/iu, 'will always'],
  [/\bmight\b/iu, 'will'],
  [/\bup to\b/iu, 'at least'],
  [/\bat least\b/iu, 'at most'],
  [/\bone\b/iu, 'several'],
  [/\beach\b/iu, 'only one'],
  [/\ball\b/iu, 'only some'],
  [/\bany\b/iu, 'only one'],
];
const quantifier: Way = (text) => {
  for (const [pattern, to] of QUANTIFIERS) if (pattern.test(text)) return text.replace(pattern, to);
  return null;
};

const condition: Way = (text, random) => {
  const match =
    /^(?:If|When|Unless|As long as|Once|For|On|With) [^,.;:]{8,90}, ([^.;:]{15,160})\.$/u.exec(
      text,
    );
  if (match !== null)
    return capital(
      `${match[1]}${sample(['.', ' in any case.', ' at any time.', ''], 1, random)[0]}`,
    );
  const behind =
    /^([^,.;:]{15,120}),? (?:if|unless|as long as|only if|provided that) [^.;:]{8,120}\.$/u.exec(
      text,
    );
  return behind === null
    ? null
    : `${behind[1]}${sample(['.', ' in any case.', ' at any time.'], 1, random)[0]}`;
};

const DETAILS = [
  ' within 24 hours',
  ' within 30 days',
  ' free of charge',
  ' for an extra fee',
  ' on every plan',
  ' by email',
  ' by phone',
  ' every night',
  ' without any limit',
  ' from the mobile app',
  ' as an administrator',
  ' in the European Union only',
  ', which takes about ten minutes',
  ', and we send you a confirmation',
  ', and it cannot be undone',
  ' up to five times',
  ' at no risk',
  ', even while you are offline',
  ', as long as you are on the Business plan',
  ' and get a full refund',
  ' after our team has reviewed it',
  ', after which you have to sign in again',
  ', and the data is kept for a year',
  ' in the Advanced settings',
  ' with a discount of 20 %',
];
const detail: Way = (text, random, { passage }) => {
  const more = sample(
    DETAILS.filter((each) => !passage.includes(each.replace(/^, |^ /u, '').slice(0, 14))),
    1,
    random,
  )[0];
  return more === undefined ? null : `${text.replace(/[.!]$/u, '')}${more}.`;
};

const swappedNames: Way = (text) => {
  const { names } = namesOf(text);
  const found = names
    .map((name) => new RegExp(name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'), 'iu').exec(text)?.[0])
    .filter((each) => each !== undefined);
  const [a, b] = found;
  if (a === undefined || b === undefined || a === b || a.includes(b) || b.includes(a)) return null;
  // "A and B" is the same the other way round.
  if (
    new RegExp(`${escaped(a)},?\\s+(?:and|or|/)\\s+${escaped(b)}|${escaped(a)}, `, 'iu').test(text)
  )
    return null;
  return text.replace(a, '\u0001').replace(b, a).replace('\u0001', b);
};
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

export const SPOILED: Record<string, Way> = {
  number,
  swapped: swappedNumbers,
  names: swappedNames,
  unit,
  negation,
  antonym,
  entity,
  clash,
  quantifier,
  condition,
  detail,
};

/** What models like to add from nowhere. */
export const GENERIC = `
Our support team will get back to you within one business day.
You can cancel at any time without giving a reason.
A confirmation email is sent to you automatically.
This feature is available on all plans.
There is no extra charge for this.
You may need to clear your browser's cache and cookies.
Please make sure that you use the latest version.
This usually takes only a few minutes.
You can change this later in your account settings.
All data is encrypted in transit and at rest.
We offer a 30-day money-back guarantee.
You will receive a notification once it is done.
If the problem persists, restart your computer.
Only administrators can do this.
You can also do this in our mobile app.
The change takes effect within 24 hours.
We never share your data with third parties.
You can upgrade your plan at any time.
Refunds are processed within five to ten business days.
This setting is turned on by default.
You need to verify your email address first.
Two-factor authentication is required for this.
The limit can be raised on request.
It works in all modern browsers.
You can invite as many people as you like.
Files of up to 25 MB are supported.
Your subscription renews automatically every year.
Please contact your bank for more information.
We recommend that you make a backup first.
Students get a discount of 50 %.
This cannot be undone.
An API key is needed for every request.
The service is available around the clock.
You can download an invoice from your dashboard.
Your account is deleted after 90 days of inactivity.
Changes are synchronised across all your devices.
Please allow up to 48 hours for the changes to show.
You can reach us by phone on weekdays from 9 to 17.
The old version will no longer be supported from next year.
A credit card is required even for the free trial.
`
  .trim()
  .split('\n');
