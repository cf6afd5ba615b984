// What an answer may rest on, read once: the passages offered to the model, and of the customer's
// own words what may be said back (their order number), which is never a fact.

import { commitmentsIn } from './commitments.ts';
import { contactsIn } from './links.ts';
import { numbersIn, numbersInWords, plainDigits } from './numbers.ts';
import { inOtherUnits, quantitiesIn } from './quantities.ts';
import { plainWords, wordStems } from './plain-words.ts';
import { visibleText } from './visible-text.ts';

export interface GroundPassage {
  documentTitle: string;
  heading: string;
  text: string;
  url: string | null;
  documentId: string;
}

export interface Grounds {
  links: ReadonlySet<string>;
  emails: ReadonlySet<string>;
  phones: readonly string[];
  /** What they count, where that is time, money or a share: "30" → "day"; null: something else. */
  numbers: ReadonlyMap<string, ReadonlySet<string | null>>;
  /** Free, reduced, paid back …: what the passages promise of it. */
  commitments: ReadonlySet<string>;
  /** The passages in small letters without white space: for what must stand there as it is. */
  compact: string;
  stems: ReadonlySet<string>;
  /** The passages' words and the customer's. */
  known: ReadonlySet<string>;
  said: {
    emails: ReadonlySet<string>;
    phones: readonly string[];
    numbers: ReadonlySet<string>;
    compact: string;
  };
  /** What the model was told, in words: to notice when it tells. */
  told: ReadonlySet<string>;
  /** Marks of the fence and the like, which nothing said to a customer has in it. */
  marks: readonly string[];
}

const SHINGLE = 6;

export function readGrounds(
  passages: readonly GroundPassage[],
  customerSaid: readonly string[],
  prompt: { system: string; marks: readonly string[] },
  documentUrl: (documentId: string) => string,
): Grounds {
  const text = passages
    .map(({ documentTitle, heading, text }) => `${documentTitle}\n${heading}\n${text}`)
    .join('\n\n');
  const contacts = contactsIn(visibleText(text));
  const pages = passages.flatMap(
    ({ url, documentId }) => contactsIn(url ?? documentUrl(documentId)).links,
  );
  const said = visibleText(customerSaid.join('\n'));
  const theirs = contactsIn(said);
  const carried = new Set(shingles(text));
  const stems = new Set(wordStems(text));
  return {
    links: new Set([...contacts.links, ...pages]),
    emails: new Set(contacts.emails),
    phones: contacts.phones,
    numbers: countedIn(contacts.rest),
    commitments: commitmentsIn(text),
    compact: compact(text),
    stems,
    known: new Set([...stems, ...wordStems(said)]),
    said: {
      emails: new Set(theirs.emails),
      phones: theirs.phones,
      numbers: new Set(
        numbersIn(said)
          .filter(({ written }) => written.replace(/\D/gu, '').length >= 4)
          .flatMap(({ meanings }) => meanings),
      ),
      compact: compact(said),
    },
    told: new Set(shingles(prompt.system).filter((shingle) => !carried.has(shingle))),
    marks: prompt.marks,
  };
}

function countedIn(text: string): Map<string, Set<string | null>> {
  const counted = new Map<string, Set<string | null>>();
  const add = (meaning: string, unit: string | null) =>
    counted.set(meaning, (counted.get(meaning) ?? new Set()).add(unit));
  for (const { meanings, unit } of quantitiesIn(withoutMarkers(text)))
    for (const meaning of meanings) {
      add(meaning, unit);
      for (const [same, as] of inOtherUnits(Number(meaning), unit)) add(String(same), as);
    }
  for (const meaning of numbersInWords(text)) if (!counted.has(meaning)) add(meaning, null);
  return counted;
}

/** As it is compared where white space and emphasis do not matter. */
export const compact = (text: string): string =>
  plainDigits(visibleText(text))
    .toLowerCase()
    .replace(/[\s*_`]+/gu, '');

/** Every run of six words. */
export function shingles(text: string): string[] {
  const words =
    plainWords(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words
    .slice(0, Math.max(0, words.length - SHINGLE + 1))
    .map((_, at) => words.slice(at, at + SHINGLE).join(' '));
}

/** The numbers of a list's items are no facts. */
export const withoutMarkers = (text: string): string =>
  text.replace(/^[ \t]*(?:\d{1,3}[.)]|step\s+\d{1,2}:?)[ \t]+/gimu, '');
