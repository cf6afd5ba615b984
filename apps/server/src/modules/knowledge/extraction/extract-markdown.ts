// Markdown (and what other formats are turned into) → an article of sections.
//
// Headings make the sections. Long documents are first cut at their headings line by line, so that
// no single parse is long and a broken construct cannot swallow what follows it.

import type { Article, Section } from '../core/article.ts';
import { readFrontMatter } from './front-matter.ts';
import { parseBlocks, tamed, textOf } from './markdown-blocks.ts';

interface RawSection {
  level: number;
  heading: string;
  lines: string[];
}

const ATX = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/;

/** `fallbackTitle` names the article when neither front matter nor a first heading does. */
export function extractMarkdown(text: string, fallbackTitle: string): Article {
  const { title, url, body } = readFrontMatter(tamed(text.replace(/^\uFEFF/, '')));
  const raw = rawSections(openedDetails(withoutModuleLines(body)).split(/\r?\n/));
  const first = raw.find((section) => section.heading || section.lines.some((line) => line.trim()));
  // A heading that opens the text is the article's title, however many levels follow it.
  const opensWithTitle =
    first !== undefined &&
    first.level === 1 &&
    first.heading !== '' &&
    (title === null || sameWords(title, first.heading) || raw.filter(isTop).length === 1);
  const articleTitle = title ?? (opensWithTitle ? first.heading : null) ?? fallbackTitle;
  if (opensWithTitle) {
    first.level = 0;
    first.heading = '';
  }
  return { title: articleTitle, url, sections: withTrails(raw) };
}

const isTop = (section: RawSection): boolean => section.level === 1;

function rawSections(lines: string[]): RawSection[] {
  const sections: RawSection[] = [{ level: 0, heading: '', lines: [] }];
  let fence: string | null = null;
  for (const [index, line] of lines.entries()) {
    const current = sections[sections.length - 1] as RawSection;
    const mark = FENCE.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark.startsWith(fence)) fence = null;
    if (fence !== null || mark) {
      current.lines.push(line);
      continue;
    }
    const atx = ATX.exec(line);
    if (atx) {
      sections.push({
        level: (atx[1] as string).length,
        heading: plainHeading(atx[2] as string),
        lines: [],
      });
      continue;
    }
    const above = lines[index - 1];
    if (SETEXT.test(line) && above && isParagraphLine(above) && isBlank(lines[index - 2])) {
      current.lines.pop();
      const level = line.trim().startsWith('=') ? 1 : 2;
      sections.push({ level, heading: plainHeading(above), lines: [] });
      continue;
    }
    current.lines.push(line);
  }
  return sections;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

function isParagraphLine(line: string): boolean {
  return line.trim() !== '' && !/^\s*([-*+>|#]|\d+[.)])/.test(line);
}

function withTrails(raw: RawSection[]): Section[] {
  const above: { level: number; heading: string }[] = [];
  const sections: Section[] = [];
  for (const { level, heading, lines } of raw) {
    while (above.length > 0 && (above[above.length - 1]?.level ?? 0) >= level) above.pop();
    const markdown = lines.join('\n').trim();
    // A heading without text of its own lives on in the trails below it.
    if (markdown) sections.push({ trail: above.map((item) => item.heading), heading, markdown });
    if (heading) above.push({ level, heading });
  }
  return sections;
}

/** Heading text without its marks: links, emphasis, code ticks and "{#anchor}" endings. */
function plainHeading(source: string): string {
  const bare = source.replace(/\s*\{#[^}]*\}\s*$/, '').trim();
  const [block] = parseBlocks(bare);
  return (block ? textOf(block.node) : bare).replace(/<[^>]+>/g, '').trim() || bare;
}

/** MDX files open with import and export lines that are no text. */
function withoutModuleLines(text: string): string {
  return text.replace(/^(?:import\s.+from\s+['"].+['"];?|export\s+(?:const|default)\s.*)$/gm, '');
}

/** A collapsed question becomes a heading, so that its answer is found as an answer to it. */
function openedDetails(text: string): string {
  return text
    .replace(/<summary[^>]*>([\s\S]*?)<\/summary>/gi, (_, inner: string) => {
      const heading = inner
        .replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ' ')
        .trim();
      return `\n\n###### ${heading}\n\n`;
    })
    .replace(/<\/?details[^>]*>/gi, '\n\n');
}

function sameWords(a: string, b: string): boolean {
  const bare = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return bare(a) === bare(b);
}
