// Says a sentence in other words without changing what it claims: by rules, so lightly. What people
// and models do beyond this is in written.jsonl.

import { sample } from '../decision/seeded.ts';

/** Each word of a line may stand for the others; "a>b" only that way. */
const SAME = `
choose|select|pick
delete|remove
buy|purchase
begin|start
finish|complete
show|display
get|receive|obtain
allow|let
need|require
fix|repair|solve
create|set up
change|modify|adjust
find|locate
send|submit
keep|retain
help|assist
immediately|right away|at once
usually|normally|typically
about|around|roughly
maximum|highest
minimum|lowest
several|multiple|a number of
many|lots of
because>since
before>prior to
use|make use of
contains|includes
large|big
small|little
wrong|incorrect
correct|right
error|problem|issue
website|site
application|app
folder|directory
picture|image
button|control
page|screen
information|details
customers|clients
documentation|docs
another|a different
must|have to
cannot|can't|is not able to
do not|don't
does not|doesn't
is not|isn't
are not|aren't
will not|won't
it is|it's
you are|you're
you will|you'll
we recommend|it is best
make sure|ensure
in order to>to
if you want to>to
enter|type in
open|go to
click|press|select
log in|sign in
turn on|switch on|enable
turn off|switch off|disable
however|but
for example|for instance
`
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [from, to] = line.split('>');
    const group = line.split('|');
    return to === undefined
      ? group.map((word) => ({ word, others: group.filter((each) => each !== word) }))
      : [{ word: from as string, others: [to] }];
  });

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

type Way = (text: string, random: () => number) => string | null;

const otherWords: Way = (text, random) => {
  let changed = text;
  let count = 0;
  for (const { word, others } of sample(SAME, SAME.length, random)) {
    if (count >= 3) break;
    const pattern = new RegExp(`(?<![\\p{L}'-])${word}(?![\\p{L}'-])`, 'iu');
    if (!pattern.test(changed)) continue;
    const other = sample(others, 1, random)[0] as string;
    changed = changed.replace(pattern, (found) =>
      /^\p{Lu}/u.test(found) ? capital(other) : other,
    );
    count += 1;
  }
  return count === 0 ? null : changed;
};

const spelled: Way = (text) => {
  const changed = text.replace(
    /(?<![\d.,:$€£-])\b(\d{1,2})\b(?![\d.,:%-]|\s*(?:am|pm|GB|MB|KB))/u,
    (digits) => WORDS[Number(digits) - 1] ?? digits,
  );
  if (changed !== text) return changed;
  const back = text.replace(
    /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/iu,
    (word) => String(WORDS.indexOf(word.toLowerCase()) + 1),
  );
  return back === text ? null : back;
};

const turned: Way = (text) => {
  const match =
    /^(If|When|Once|To|Before|After|For) ([^,.;:]{8,90}), ((?!and |or |but )[^.;:]{8,160})\.$/u.exec(
      text,
    );
  if (match !== null) return `${capital(match[3] ?? '')} ${lower(match[1] ?? '')} ${match[2]}.`;
  const back = /^([^,.;:]{8,120}) (if|when|once|before|after) ([^,.;:]{8,90})\.$/u.exec(text);
  return back === null ? null : `${capital(back[2] ?? '')} ${back[3]}, ${lower(back[1] ?? '')}.`;
};

const possible: Way = (text) => {
  if (/^You can /u.test(text)) return text.replace(/^You can /u, "It's possible to ");
  if (/\byou can\b/iu.test(text)) return text.replace(/\byou can\b/iu, 'you are able to');
  return null;
};

const IMPERATIVE =
  /^(?:Add|Change|Check|Choose|Click|Configure|Connect|Copy|Create|Delete|Download|Enter|Go|Install|Make|Navigate|Open|Remove|Run|Save|Select|Send|Set|Sign|Start|Tap|Turn|Type|Update|Upload|Use|Verify|Visit) /u;
const told: Way = (text, random) =>
  IMPERATIVE.test(text)
    ? `${sample(['You should', 'You need to', 'Just', 'First,', 'Next,', 'Then', 'To do this,', 'Please'], 1, random)[0]} ${lower(text)}`
    : null;

const shortened: Way = (text) => {
  const changed = text
    .replace(/\s*\([^()]{3,80}\)/gu, '')
    .replace(
      /\b(?:simply|just|please|also|currently|basically|easily|automatically|really|very|quite|actually|however,|note that)\s+/giu,
      (word) => (/automatically/iu.test(word) ? word : ''),
    )
    .replace(/, (?:which|so|because|as|such as|for example|including) [^,.]{10,120}\.$/u, '.');
  return changed === text || changed.length < 25 ? null : capital(changed);
};

const opened: Way = (text, random) =>
  `${sample(['Yes, ', 'Sure: ', 'According to our documentation, ', 'In short, ', 'Good news: '], 1, random)[0]}${lower(text)}`;

const WAYS: Way[] = [
  otherWords,
  otherWords,
  otherWords,
  spelled,
  turned,
  possible,
  told,
  shortened,
  opened,
];

export function reworded(text: string, random: () => number): string {
  let changed = text;
  const wanted = Math.floor(random() * 4);
  let done = 0;
  for (const way of sample(WAYS, WAYS.length, random)) {
    if (done >= wanted) break;
    const next = way(changed, random);
    if (next === null) continue;
    changed = next;
    done += 1;
  }
  return changed;
}

/** Two sentences that follow each other, as one. */
export const merged = (one: string, other: string): string =>
  `${one.replace(/[.!]$/u, '')}, and ${lower(other)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const lower = (text: string): string =>
  /^(?:I\b|[A-Z][A-Z]|[A-Z]\w*[A-Z0-9])/u.test(text)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
