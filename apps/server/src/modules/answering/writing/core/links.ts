// Where a text sends people: addresses of pages, mailboxes and telephones, written out or hidden in
// Markdown, told in the one spelling in which two of them can be compared.

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/giu;
const ADDRESS = /\b(?:[a-z][a-z\d+.-]{1,20}:\/\/|www\.)[^\s<>"`|]+/giu;
const SCHEME = /\b(?:javascript|data|vbscript|file|blob|tel|sms|intent|hxxps?)\s*:[^\s<>"`|]+/giu;
const TARGET = /\]\(\s*<?([^)\s>]+)/gu;
const DEFINITION = /^\s{0,3}\[[^\]\n]+\]:\s*(\S+)/gmu;
const DOMAIN =
  /(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}(?![\p{L}\p{N}])(?:[/:?#][^\s<>"`|)\]]*)?/gu;
const SPOKEN_DOMAIN =
  /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]{1,63}\s{0,3}(?:\[\.\]|\(\.\)|\{\.\}|[[({]\s*(?:dot|punkt|point|punto)\s*[\])}]|\s(?:dot|punkt|point|punto)\s)\s{0,3}(?:com|net|org|io|co|info|biz|app|dev|shop|online|site|xyz|top|ru|cn|de|fr|es|it|uk|eu|me|ly|gl|to|tk|example|test)\b/giu;
const PHONE = /(?<![\p{L}\p{N}.,])(?:\+|00)?\(?\d[\d ()./\u00A0\u202F-]{5,}\d(?![\p{L}\p{N}])/gu;

export interface Contacts {
  /** Without scheme and "www.", host in small letters. */
  links: string[];
  emails: string[];
  /** Digits only. */
  phones: string[];
  /** The text without them. */
  rest: string;
}

export function contactsIn(text: string): Contacts {
  const links: string[] = [];
  const emails: string[] = [];
  const phones: string[] = [];
  const take = (into: string[], pattern: RegExp, from: string, same: (found: string) => string) =>
    from.replace(pattern, (whole: string, group: unknown) => {
      const found = same(typeof group === 'string' ? group : whole);
      if (found !== '') into.push(found);
      return ' ';
    });
  let rest = take(links, DEFINITION, text, sameLink);
  rest = rest.replace(TARGET, (_, target: string) => {
    if (/^mailto:/iu.test(target)) emails.push(sameEmail(target));
    else links.push(sameLink(target));
    return '] ';
  });
  rest = take(links, ADDRESS, rest, sameLink);
  rest = take(emails, EMAIL, rest.replace(/mailto:/giu, ''), sameEmail);
  rest = take(links, SCHEME, rest, (found) => found.toLowerCase());
  rest = take(links, SPOKEN_DOMAIN, rest, (found) => found.toLowerCase());
  rest = take(links, DOMAIN, rest, sameLink);
  rest = rest.replace(PHONE, (found) => {
    const digits = found.replace(/\D/gu, '');
    const isPhone = digits.length >= 7 && !/^\d{1,3}(?:[. ,]\d{3})+$/u.test(found.trim());
    if (isPhone) phones.push(digits);
    return isPhone ? ' ' : found;
  });
  return { links, emails, phones, rest };
}

export const hostOf = (link: string): string => /^[^/:?#]*/u.exec(link)?.[0] ?? '';

function sameLink(written: string): string {
  const bare = written
    .replace(/[.,;:!?'"»”’)\]}*_]+$/u, '')
    .replace(/^<|>$/gu, '')
    .replace(/^https?:\/\//iu, '')
    .replace(/^\/\//u, '')
    .replace(/^www\./iu, '');
  const host = hostOf(bare);
  return (host.toLowerCase() + bare.slice(host.length)).replace(/\/$/u, '');
}

const sameEmail = (written: string): string =>
  written
    .replace(/^mailto:/iu, '')
    .replace(/\?.*$/u, '')
    .toLowerCase();
