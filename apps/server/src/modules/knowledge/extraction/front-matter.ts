// Reads the few facts that help centres put at the top of a Markdown file (between --- lines).
// Not YAML: a line "key: value" is all that is understood, anything else is skipped.

export interface FrontMatter {
  title: string | null;
  url: string | null;
  body: string;
}

const FENCE = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const LINE = /^([A-Za-z_-]+)\s*:\s*(.*)$/;
const URL_KEYS = ['url', 'canonical_url', 'canonical', 'permalink', 'link', 'slug'];

export function readFrontMatter(text: string): FrontMatter {
  const match = FENCE.exec(text);
  if (!match) return { title: null, url: null, body: text };
  const facts = new Map<string, string>();
  for (const line of (match[1] as string).split(/\r?\n/)) {
    const pair = LINE.exec(line);
    if (pair) facts.set((pair[1] as string).toLowerCase(), unquoted(pair[2] as string));
  }
  const url = URL_KEYS.map((key) => facts.get(key)).find(isLink) ?? null;
  return { title: facts.get('title') || null, url, body: text.slice(match[0].length) };
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  const quote = trimmed[0];
  if ((quote === '"' || quote === "'") && trimmed.length > 1 && trimmed.endsWith(quote))
    return trimmed.slice(1, -1).trim();
  return trimmed.replace(/\s+#.*$/, '').trim();
}

/** Full addresses only: a bare slug leads nowhere without its site. */
function isLink(value: string | undefined): boolean {
  return value !== undefined && /^https?:\/\/\S+$/i.test(value);
}
