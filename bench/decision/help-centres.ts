// Questions with a known answer, from openly licensed help centres: a heading that reads like a
// question is asked, the section below it is the answer, and the heading is taken out of the
// documents; and questions in people's own words, where bench/reader has them. Each is asked twice: as
// it is, and with the whole article withdrawn, the honest "not answered here".

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  askIndex,
  cutSection,
  type IndexedDocument,
  indexDocuments,
  type PassageIndex,
  type ReadTexts,
  type Retrieval,
} from '@baton/server';
import type { TurnRetrieval } from '../../apps/server/src/modules/escalation/index.ts';
import type { Embed } from './vector-cache.ts';
import { sample, seeded, shuffle, withTypos } from './seeded.ts';
import { jsonLines } from './sources.ts';

interface Section {
  id: string;
  article: string;
  title: string;
  trail: string[];
  heading: string;
  question: boolean;
  text: string;
  licence: string;
}

export interface HelpQuestion {
  knowledge: string;
  article: string;
  question: string;
  answerable: boolean;
}

export interface HelpCentre {
  name: string;
  licence: string;
  questions: HelpQuestion[];
  /** Asks the product's own index; a question's article is out of it when withdrawn. */
  retrieve(question: HelpQuestion): Promise<TurnRetrieval>;
}

/**
 * Those whose headings the reader never saw (bench/reader/train.py): what it says of them is what it
 * would say of a stranger's documents. The tuning sets of the evaluation are not among them.
 */
const FITTED_ON = [
  '18F_handbook',
  'department-of-veterans-affairs_vagov-content',
  'firefly-iii_docs',
  'jitsi_handbook',
  'railwayapp_docs',
  'sendgrid_docs',
  'superfly_docs',
];
/** Of these the reader saw no question in people's own words either. */
const OWN_WORDS = ['18F_handbook', 'firefly-iii_docs'];
const IN_OWN_WORDS = ' in own words';
const SECTIONS = 1_300;
const QUESTIONS = 160;
const LIMIT = 10;

export const helpCentreNames = (): string[] => [
  ...FITTED_ON,
  ...OWN_WORDS.map((name) => `${name}${IN_OWN_WORDS}`),
];

/** `read` null asks search alone. */
export async function helpCentre(
  name: string,
  embed: Embed,
  read: ReadTexts | null,
): Promise<HelpCentre> {
  const source = name.replace(IN_OWN_WORDS, '');
  return source === name ? askedByHeadings(name, embed, read) : inOwnWords(source, embed, read);
}

/** All sections, headings and all, asked what people asked of them. */
async function inOwnWords(
  source: string,
  embed: Embed,
  read: ReadTexts | null,
): Promise<HelpCentre> {
  const name = `${source}${IN_OWN_WORDS}`;
  const all = jsonLines<Section>(`train/${source}.jsonl`);
  const articleOf = new Map(all.map((row) => [row.id, row.article]));
  const file = join(import.meta.dirname, `../reader/questions/${source}.jsonl`);
  const asked = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { section: string; ask: string[] });
  const index = await indexOf(all, new Set(), embed);
  const questions = asked.flatMap(({ section, ask }) =>
    ask.flatMap((question) => {
      const asking = { knowledge: name, article: articleOf.get(section) ?? '', question };
      return [
        { ...asking, answerable: true },
        { ...asking, answerable: false },
      ];
    }),
  );
  return { name, licence: all[0]?.licence ?? '', questions, retrieve: asker(index, embed, read) };
}

function asker(index: PassageIndex, embed: Embed, read: ReadTexts | null): HelpCentre['retrieve'] {
  return async ({ question, answerable, article }) =>
    asTurnRetrieval(
      await askIndex(index, embed, question, {
        limit: LIMIT,
        read,
        ...(answerable ? {} : { withoutDocuments: new Set([article]) }),
      }),
    );
}

async function askedByHeadings(
  name: string,
  embed: Embed,
  read: ReadTexts | null,
): Promise<HelpCentre> {
  const random = seeded(11);
  const all = jsonLines<Section>(`train/${name}.jsonl`);
  const articlesWith = new Map<string, Set<string>>();
  for (const { heading, article } of all) {
    const key = heading.toLowerCase();
    articlesWith.set(key, (articlesWith.get(key) ?? new Set()).add(article));
  }
  const asked = sample(
    // A heading that several articles share has no one right answer.
    all.filter(
      (row) =>
        (row.question || asksForSteps(row.heading)) &&
        row.text.length > 120 &&
        articlesWith.get(row.heading.toLowerCase())?.size === 1,
    ),
    QUESTIONS,
    random,
  );
  const needed = new Set(asked.map((row) => row.article));
  const articles = shuffle([...new Set(all.map((row) => row.article))], random);
  let size = all.filter((row) => needed.has(row.article)).length;
  const counts = new Map<string, number>();
  for (const row of all) counts.set(row.article, (counts.get(row.article) ?? 0) + 1);
  for (const article of articles) {
    if (needed.has(article) || size + (counts.get(article) ?? 0) > SECTIONS) continue;
    needed.add(article);
    size += counts.get(article) ?? 0;
  }
  const rows = all.filter((row) => needed.has(row.article));
  const index = await indexOf(rows, new Set(asked.map((row) => row.heading)), embed);
  const questions = asked.flatMap((row) => {
    const asking = { knowledge: name, article: row.article, question: reworded(row, random) };
    return [
      { ...asking, answerable: true },
      { ...asking, answerable: false },
    ];
  });
  return {
    name,
    licence: [...new Set(all.map((row) => row.licence))].join(', '),
    questions,
    retrieve: asker(index, embed, read),
  };
}

export function asTurnRetrieval(found: Retrieval): TurnRetrieval {
  return {
    passages: found.passages.map(({ documentTitle, ...passage }) => ({
      ...passage,
      title: documentTitle,
    })),
    evidence: { ...found.evidence },
  };
}

async function indexOf(
  rows: readonly Section[],
  takenOut: ReadonlySet<string>,
  embed: Embed,
): Promise<PassageIndex> {
  const documents = new Map<string, IndexedDocument>();
  const kept = (heading: string) => (takenOut.has(heading) ? '' : heading);
  for (const row of rows) {
    const title = takenOut.has(row.title) ? '' : row.title;
    const document = documents.get(row.article) ?? {
      id: row.article,
      title,
      url: null,
      passages: [],
    };
    documents.set(row.article, document);
    const section = {
      trail: row.trail.map(kept).filter((each) => each !== ''),
      heading: kept(row.heading),
      markdown: row.text,
    };
    cutSection(section).forEach((passage, part) => {
      document.passages.push({ ...passage, id: `${row.id}\n${part}` });
    });
  }
  return indexDocuments([...documents.values()], embed);
}

const asksForSteps = (heading: string): boolean =>
  /^(?:how to|add|change|configure|connect|create|delete|disable|edit|enable|export|find|get|import|install|invite|manage|move|remove|rename|reset|restore|send|set up|share|turn (?:on|off)|update|upload|use|verify|view) [a-z]/iu.test(
    heading,
  ) &&
  heading.split(' ').length >= 3 &&
  heading.split(' ').length <= 9;

/** People do not write like headings: imperatives become questions, some in haste. */
function reworded(row: Section, random: () => number): string {
  let text = row.heading.replace(/`/gu, '').trim();
  if (!row.question) {
    const task = text.replace(/^how to /iu, '');
    const lower = task.charAt(0).toLowerCase() + task.slice(1);
    const ways = [
      `how do I ${lower}`,
      `How can I ${lower}?`,
      `i want to ${lower}`,
      `where do i ${lower}`,
      lower,
    ];
    text = ways[Math.floor(random() * ways.length)] ?? text;
  }
  if (random() < 0.25) text = text.toLowerCase().replace(/[?.!]$/u, '');
  return random() < 0.15 ? withTypos(text, random) : text;
}
