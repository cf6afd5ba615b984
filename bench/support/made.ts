// Carried and uncarried sentences made from openly licensed help centres. Both are reworded alike, so
// that rewording tells nothing about which is which. The text stays outside of this repository.

import { plain, sentencesOf } from '../../apps/server/src/modules/escalation/core/support/units.ts';
import type { SupportPassage } from '../../apps/server/src/modules/escalation/signals/sentence-support.ts';
import { sample, seeded } from '../decision/seeded.ts';
import { merged, reworded } from './reword.ts';
import { GENERIC, SPOILED } from './spoil.ts';
import { type Claim, type Section, sectionsOf } from './written.ts';

export const LEARNED_FROM = [
  'railwayapp_docs',
  'superfly_docs',
  'gohugoio_hugoDocs',
  'MicrosoftDocs_OfficeDocs-Support',
  'MicrosoftDocs_OfficeDocs-SharePoint',
  'MicrosoftDocs_WSL',
  'MicrosoftDocs_terminal',
  'MicrosoftDocs_microsoft-365-community',
];
/** Never learned from; chatwoot_docs and npm_documentation are tuning sets elsewhere. */
export const HELD_OUT = [
  '18F_handbook',
  'sendgrid_docs',
  'jitsi_handbook',
  'firefly-iii_docs',
  'denoland_docs',
  'department-of-veterans-affairs_vagov-content',
];

/** @param count of passages drawn from the source; each gives about five sentences */
export function made(source: string, count: number): Claim[] {
  const random = seeded(source.length * 7 + 3);
  const all = sectionsOf(`train/${source}.jsonl`).filter(usable);
  const byArticle = new Map<string, Section[]>();
  for (const section of all)
    byArticle.set(section.article, [...(byArticle.get(section.article) ?? []), section]);
  const names = [...new Set(all.flatMap(({ text }) => capitals(text)))];
  return sample(all, count, random).flatMap((section) => {
    const sentences = proseOf(section);
    const siblings = (byArticle.get(section.article) ?? []).filter(({ id }) => id !== section.id);
    const around = {
      passage: `${section.title} ${section.heading} ${section.text}`.toLowerCase(),
      names: sample(names, 12, random),
    };
    const passages = [
      passageOf(section),
      ...(random() < 0.5 ? sample(siblings, 2, random).map(passageOf) : []),
    ];
    const base = { passages, group: section.article, language: 'en' };
    const claims: Claim[] = [];
    const picked = preferred(sentences, random);
    const used = new Set<string>();
    for (const sentence of picked) {
      // The same sentence as it is and spoiled: its subject and length then tell nothing.
      claims.push({
        ...base,
        sentence: reworded(sentence, random),
        supported: true,
        kind: 'reworded',
      });
      const ways = RARE_FIRST.filter((kind) => !used.has(kind) && random() < 0.75);
      for (const kind of [...ways, 'detail']) {
        const spoiled = SPOILED[kind]?.(sentence, random, around) ?? null;
        if (spoiled === null || spoiled === sentence) continue;
        used.add(kind);
        claims.push({ ...base, sentence: reworded(spoiled, random), supported: false, kind });
        break;
      }
    }
    const at = Math.floor(random() * (sentences.length - 1));
    if (random() < 0.3 && sentences[at + 1] !== undefined)
      claims.push({
        ...base,
        sentence: reworded(merged(sentences[at] as string, sentences[at + 1] as string), random),
        supported: true,
        kind: 'merged',
      });
    const sibling = sample(
      siblings.filter((each) => !passages.some(({ passageId }) => passageId === each.id)),
      1,
      random,
    )[0];
    const elsewhere = sibling === undefined ? undefined : sample(proseOf(sibling), 1, random)[0];
    if (elsewhere !== undefined && random() < 0.5)
      claims.push({
        ...base,
        sentence: reworded(elsewhere, random),
        supported: false,
        kind: 'sibling',
      });
    if (random() < 0.25)
      claims.push({
        ...base,
        sentence: reworded(sample(GENERIC, 1, random)[0] as string, random),
        supported: false,
        kind: 'generic',
      });
    return claims;
  });
}

const RARE_FIRST = [
  'swapped',
  'number',
  'unit',
  'names',
  'condition',
  'quantifier',
  'clash',
  'antonym',
  'entity',
  'negation',
];

/** Three sentences, those with numbers first as often as not. */
function preferred(sentences: readonly string[], random: () => number): string[] {
  const mixed = sample(sentences, sentences.length, random);
  return (
    random() < 0.6 ? mixed.sort((a, b) => (/\d/u.test(b) ? 1 : 0) - (/\d/u.test(a) ? 1 : 0)) : mixed
  ).slice(0, 3);
}

const usable = (section: Section): boolean =>
  section.text.length > 150 &&
  section.text.length < 2_500 &&
  !/```|\{\{|<\/?[a-z]/u.test(section.text) &&
  proseOf(section).length >= 3;

function proseOf({ text }: Section): string[] {
  return text
    .split(/\n(?=\s*(?:[-*+]|\d+[.)])\s)|\n{2,}/u)
    .filter((block) => !/\|.*\||^\s*[:#>]/mu.test(block))
    .flatMap((block) => sentencesOf(plain(block.replace(/\n/gu, ' '))))
    .filter(
      (sentence) =>
        /^[A-Z].*[.!]$/u.test(sentence) &&
        sentence.split(' ').length >= 6 &&
        sentence.split(' ').length <= 32,
    );
}

const capitals = (text: string): string[] =>
  [...plain(text).matchAll(/(?<=[a-z,] )\p{Lu}[\p{L}]{3,}(?: \p{Lu}[\p{L}]+)?/gu)].map(
    ([name]) => name,
  );

const passageOf = (section: Section): SupportPassage => ({
  passageId: section.id,
  title: section.title,
  heading: section.heading,
  text: section.text,
});
