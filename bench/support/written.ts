// Sentences written by hand, each with its passage: carried by it, or not, and then in which way.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SupportPassage } from '../../apps/server/src/modules/escalation/signals/sentence-support.ts';
import { DATA, jsonLines } from '../decision/sources.ts';

/** One sentence to be told apart. */
export interface Claim {
  sentence: string;
  passages: SupportPassage[];
  supported: boolean;
  /** How it is carried or why it is not: "written", "number", "negation" … */
  kind: string;
  /** What it must not share between fit and test. */
  group: string;
  language: string;
}

interface Row {
  document?: string;
  source?: string;
  section?: string;
  title?: string;
  heading?: string;
  text?: string;
  carried: (string | [language: string, sentence: string])[];
  not: ([kind: string, sentence: string] | [kind: string, language: string, sentence: string])[];
}

const ROOT = join(import.meta.dirname, '../..');

/** @param file "written.jsonl" to learn from, "written.test.jsonl" and "written.languages.jsonl" to be held to */
export function written(file: string): Claim[] {
  return readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
    .flatMap((row) => {
      const passage = passageOf(row);
      if (passage === null) return [];
      const base = { passages: [passage], group: passage.passageId };
      return [
        ...row.carried.map((each) => {
          const [language, sentence] = typeof each === 'string' ? ['en', each] : each;
          return { ...base, sentence, supported: true, kind: 'written', language };
        }),
        ...row.not.map((each) => {
          const [kind, language, sentence] = each.length === 2 ? [each[0], 'en', each[1]] : each;
          return { ...base, sentence, supported: false, kind, language };
        }),
      ];
    });
}

/** Null where the section's text is not at hand: those of others are not part of this repository. */
function passageOf({
  document,
  source,
  section,
  title,
  heading,
  text,
}: Row): SupportPassage | null {
  if (document !== undefined) {
    const whole = readFileSync(join(ROOT, document), 'utf8');
    const [, front = '', body = whole] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(whole) ?? [];
    const name = /^title: (.*)$/mu.exec(front)?.[1] ?? '';
    return { passageId: document, title: name, heading: '', text: body };
  }
  if (section !== undefined) {
    const file = `train/${source}.jsonl`;
    if (!existsSync(join(DATA, file))) return null;
    const found = sectionsOf(file).find(({ id }) => id === section);
    if (found === undefined) throw new Error(`no section ${section}`);
    return { passageId: section, title: found.title, heading: found.heading, text: found.text };
  }
  return {
    passageId: `${title}/${heading}`,
    title: title ?? '',
    heading: heading ?? '',
    text: text ?? '',
  };
}

export interface Section {
  id: string;
  article: string;
  title: string;
  heading: string;
  text: string;
  licence: string;
}

const sectionsRead = new Map<string, Section[]>();

export function sectionsOf(file: string): Section[] {
  const known = sectionsRead.get(file) ?? jsonLines<Section>(file);
  sectionsRead.set(file, known);
  return known;
}
