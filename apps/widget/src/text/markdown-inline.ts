/** Inside one block of Markdown: emphasis, code, links. Everything else is text. */
export type Inline =
  | string
  | { readonly type: 'strong' | 'emphasis' | 'deleted'; readonly content: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly href: string; readonly content: readonly Inline[] }
  | { readonly type: 'break' };

const DEEPEST = 6;
const LONGEST_URL = 2000;

/** Every place where something other than plain text may begin. */
const INTERESTING = /[\\`*_~[!<\n]|https?:\/\//g;
const WORD = /[\p{L}\p{N}]/u;

const marks = [
  ['**', 'strong'],
  ['__', 'strong'],
  ['~~', 'deleted'],
  ['*', 'emphasis'],
  ['_', 'emphasis'],
] as const;

export function parseInline(text: string, depth = 0): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  /** Marks known to have no end from here on: looked for once, not at every occurrence. */
  const unclosed = new Set<string>();
  const add = (node: Inline) => {
    if (plain) out.push(plain);
    plain = '';
    out.push(node);
  };

  let at = 0;
  while (at < text.length) {
    INTERESTING.lastIndex = at;
    const found = INTERESTING.exec(text);
    if (!found) break;
    plain += text.slice(at, found.index);
    at = found.index;

    const special = nodeAt(text, at, depth, unclosed);
    if (special) {
      add(special.node);
      at = special.end;
    } else if (text[at] === '\\' && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
    } else {
      plain += text[at];
      at++;
    }
  }
  plain += text.slice(at);
  if (plain) out.push(plain);
  return out;
}

/** Plain text in which only addresses are links: what the customer wrote. */
export function linkAddresses(text: string): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(/https?:\/\//g)) {
    if (found.index < at) continue;
    const link = bareLink(text, found.index);
    if (!link) continue;
    if (found.index > at) out.push(text.slice(at, found.index));
    out.push(link.node);
    at = link.end;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}

/** An address that is safe to open, or null. */
export function safeHref(address: string): string | null {
  if (address.length > LONGEST_URL) return null;
  try {
    const url = new URL(address);
    return /^(https?|mailto):$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

interface Found {
  node: Inline;
  end: number;
}

function nodeAt(text: string, at: number, depth: number, unclosed: Set<string>): Found | null {
  const char = text[at];
  if (char === '\n') return { node: { type: 'break' }, end: at + 1 };
  if (char === 'h') return bareLink(text, at);
  if (char === '`') return codeAt(text, at, unclosed);
  if (depth >= DEEPEST) return null;
  if (char === '<') {
    const end = text.indexOf('>', at);
    const address = end === -1 || end - at > LONGEST_URL ? '' : text.slice(at + 1, end);
    const href = /\s/.test(address) ? null : safeHref(address);
    return href === null
      ? null
      : { node: { type: 'link', href, content: [address.replace(/^mailto:/, '')] }, end: end + 1 };
  }
  if (char === '[' || (char === '!' && text[at + 1] === '['))
    return linkAt(text, at, depth, unclosed);
  return markedAt(text, at, depth, unclosed);
}

function codeAt(text: string, at: number, unclosed: Set<string>): Found | null {
  const ticks = /^`+/.exec(text.slice(at, at + 8))?.[0] ?? '`';
  const end = closing(text, ticks, at + ticks.length, unclosed);
  if (end === -1) return null;
  const code = text.slice(at + ticks.length, end).replaceAll('\n', ' ');
  const padded = /^ .*\S.* $/.test(code);
  return {
    node: { type: 'code', text: padded ? code.slice(1, -1) : code },
    end: end + ticks.length,
  };
}

function markedAt(text: string, at: number, depth: number, unclosed: Set<string>): Found | null {
  for (const [mark, type] of marks) {
    if (!text.startsWith(mark, at)) continue;
    const from = at + mark.length;
    if (/\s/.test(text[from] ?? ' ')) continue;
    // snake_case is a word, not emphasis.
    if (mark[0] === '_' && WORD.test(text[at - 1] ?? '')) continue;
    let end = closing(text, mark, from, unclosed);
    // "***" at the end closes the inner one first.
    while (mark.length === 2 && end !== -1 && text[end + 2] === mark[0]) end++;
    // "*" inside "**" is the start of something else.
    while (mark.length === 1 && end !== -1 && text[end + 1] === mark) {
      end = closing(text, mark, end + 2, unclosed);
    }
    if (end <= from || /\s/.test(text[end - 1] ?? ' ')) continue;
    if (mark[0] === '_' && WORD.test(text[end + mark.length] ?? '')) continue;
    const content = parseInline(text.slice(from, end), depth + 1);
    return { node: { type, content }, end: end + mark.length };
  }
  return null;
}

/** `[text](address "title")`; an image becomes a link to it, nothing is loaded. */
function linkAt(text: string, at: number, depth: number, unclosed: Set<string>): Found | null {
  const open = text[at] === '!' ? at + 1 : at;
  const middle = closing(text, '](', open + 1, unclosed);
  if (middle === -1) return null;
  const inside = /^<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"\n]{0,200}")?\)/.exec(
    text.slice(middle + 2, middle + 2 + LONGEST_URL),
  );
  if (!inside) return null;
  const label = text.slice(open + 1, middle);
  const href = safeHref(inside[1] ?? '');
  const content = parseInline(label, depth + 1);
  const end = middle + 2 + inside[0].length;
  if (href !== null) return { node: { type: 'link', href, content }, end };
  // An address that may not be opened: its words stay.
  return { node: label, end };
}

function bareLink(text: string, at: number): Found | null {
  const run = /^https?:\/\/[^\s<>"'`\])}*]+/.exec(text.slice(at, at + LONGEST_URL))?.[0];
  const address = run?.replace(/[.,;:!?…)]+$/, '') ?? '';
  const href = address.length > 8 && !WORD.test(text[at - 1] ?? '') ? safeHref(address) : null;
  if (href === null) return null;
  return { node: { type: 'link', href, content: [address] }, end: at + address.length };
}

function closing(text: string, mark: string, from: number, unclosed: Set<string>): number {
  if (unclosed.has(mark)) return -1;
  const end = text.indexOf(mark, from);
  if (end === -1) unclosed.add(mark);
  return end;
}
