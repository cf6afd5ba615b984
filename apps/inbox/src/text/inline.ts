/**
 * The inside of a line: bold, emphasis, code and links. Pure: text in, a small tree out, which
 * React then writes as text, so nothing a customer or a document says can become markup.
 */
import { tablesAsLines } from './table-lines.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; inside: Inline[] }
  | { kind: 'link'; href: string; inside: Inline[] };

/** Addresses a teammate may safely follow; null for javascript: and its kin. */
export function safeHref(href: string): string | null {
  const trimmed = href.trim();
  if (/^(https?:\/\/|mailto:|tel:)/i.test(trimmed)) return trimmed;
  return /^(\/(?![/\\])|#)/.test(trimmed) ? trimmed : null;
}

const bareUrl = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/;
const markup = new RegExp(
  [
    /`([^`\n]+)`/,
    /!?\[([^\]\n]*)\]\(([^()\s]*(?:\([^()\s]*\))?[^()\s]*)(?:\s+"[^"]*")?\)/,
    /\*\*([^\n]+?)\*\*/,
    /(?<![\w*])[*_]([^\s*_][^*_\n]*)[*_](?!\w)/,
    new RegExp(`(${bareUrl.source})`),
  ]
    .map(({ source }) => source)
    .join('|'),
);
const linksOnly = new RegExp(`(${bareUrl.source})`);

/** Markdown's inline marks. */
export function parseInline(text: string): Inline[] {
  const found = markup.exec(text);
  if (!found) return plain(text);
  const [whole, code, label, href, strong, emphasis, url] = found;
  const rest = [...plain(text.slice(0, found.index))];
  if (code !== undefined) rest.push({ kind: 'code', text: code });
  else if (label !== undefined) rest.push(...link(label, href ?? ''));
  else if (strong !== undefined) rest.push({ kind: 'strong', inside: parseInline(strong) });
  else if (emphasis !== undefined) rest.push({ kind: 'emphasis', inside: parseInline(emphasis) });
  else if (url !== undefined) rest.push({ kind: 'link', href: url, inside: plain(url) });
  return [...rest, ...parseInline(text.slice(found.index + whole.length))];
}

const words = (parts: readonly Inline[]): string =>
  parts.map((part) => ('text' in part ? part.text : words(part.inside))).join('');

/** The words alone, for a line or two of preview. */
export function plainWords(markdown: string): string {
  return words(parseInline(tablesAsLines(markdown, '; ').replace(/^\s*(#{1,6}|>|[-*+])\s+/gm, '')));
}

/** As a person would type it: lists stay lists, links show where they lead, marks go. */
export function asTyped(markdown: string): string {
  const typed = (parts: readonly Inline[]): string =>
    parts
      .map((part) => {
        if ('text' in part) return part.text;
        const inside = typed(part.inside);
        return part.kind === 'link' && inside !== part.href ? `${inside} (${part.href})` : inside;
      })
      .join('');
  return typed(parseInline(tablesAsLines(markdown).replace(/^#{1,6}\s+/gm, '')));
}

/** Plain text with its addresses as links: what people wrote, as they wrote it. */
export function parseLinks(text: string): Inline[] {
  const found = linksOnly.exec(text);
  if (!found) return plain(text);
  const [url] = found;
  return [
    ...plain(text.slice(0, found.index)),
    { kind: 'link', href: url, inside: plain(url) },
    ...parseLinks(text.slice(found.index + url.length)),
  ];
}

function link(label: string, href: string): Inline[] {
  const safe = safeHref(href);
  return safe === null
    ? parseInline(label)
    : [{ kind: 'link', href: safe, inside: plain(label || href) }];
}

function plain(text: string): Inline[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}
