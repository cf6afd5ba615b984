/**
 * The mails in words: as text, and the same as plain HTML. They hold no transcript: who waits, for how
 * long, why, and the way there.
 */
import type { HandoffReason } from '@baton/protocol';
import { oneLine } from './one-line.ts';
import type { Wait } from './whom-to-tell.ts';

/** A mail without its recipient. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

export interface ToldWait extends Wait {
  /** What the customer wrote last; null where the workspace does not allow it, or they are only counted. */
  words: string | null;
}

export interface Telling {
  teammateName: string;
  workspaceName: string;
  /** At least one. */
  waits: readonly ToldWait[];
  now: Date;
  /** Where people reach this installation; no slash at its end. */
  publicUrl: string;
  onlyWhileAway: boolean;
}

/** By name; the others are counted. */
export const NAMED_AT_MOST = 10;
const NAME_LENGTH = 60;
const WORDS_LENGTH = 140;

/** After "Handed off: ". */
const because: Record<HandoffReason, string> = {
  direct_request: 'the customer asked for a person',
  low_confidence: 'the AI was not sure enough of its answer',
  knowledge_gap: 'the documents do not cover it',
  frustration: 'the customer is frustrated',
  repeated_question: 'the customer had to ask again',
  sensitive_topic: 'it touches a sensitive topic',
  guideline: 'one of your guidelines says so',
  max_turns: 'it went on for too many turns',
  ai_error: 'the AI could not answer',
  budget_exhausted: 'the budget of the AI is used up',
  takeover: 'a teammate stepped in',
};

/** A piece of a mail: said as it is, or a link with what it is called. */
type Line = string | { link: string; name: string };

export const settingsUrl = (publicUrl: string): string => `${publicUrl}/settings/profile`;

export function writeWaitingMail(telling: Telling): Letter {
  const { teammateName, workspaceName, waits, now, publicUrl, onlyWhileAway } = telling;
  const workspace = oneLine(workspaceName, NAME_LENGTH);
  const named = waits.slice(0, NAMED_AT_MOST);
  const more = waits.length - named.length;
  const [first] = named;
  const subject =
    waits.length === 1 && first !== undefined
      ? `${nameOf(first)} waits for ${first.kind === 'mine' ? 'your answer' : 'a person'}`
      : `${waits.length} customers wait`;
  const paragraphs: Line[][] = [
    [`Hello ${oneLine(teammateName, NAME_LENGTH)},`],
    ...named.map((wait) => about(wait, now, publicUrl)),
    ...(more > 0
      ? [[`And ${more} more.`, { link: `${publicUrl}/inbox`, name: 'Open the inbox' }]]
      : []),
    [
      onlyWhileAway
        ? 'You get this because your inbox was open nowhere.'
        : 'You get this because you want to be told of everybody who waits.',
      { link: settingsUrl(publicUrl), name: 'Change when Baton writes to you, or turn it off' },
    ],
  ];
  return { subject: `${workspace}: ${subject}`, ...rendered(paragraphs) };
}

function about(wait: ToldWait, now: Date, publicUrl: string): Line[] {
  const { kind, since, reasons, words, conversationId } = wait;
  const waited = forHowLong(now.getTime() - since.getTime());
  const why = reasons.map((reason) => because[reason] ?? reason).join(', ');
  return [
    kind === 'mine'
      ? `${nameOf(wait)} has waited for your answer for ${waited}.`
      : `${nameOf(wait)} has waited for a person for ${waited}, and nobody has claimed the conversation.`,
    ...(kind === 'queue' && why !== '' ? [`Handed off: ${why}.`] : []),
    ...(words === null ? [] : quoted(words)),
    {
      link: `${publicUrl}/inbox/${kind === 'mine' ? 'mine' : 'waiting'}/${conversationId}`,
      name: 'Open the conversation',
    },
  ];
}

function quoted(words: string): string[] {
  const line = oneLine(words.trim().split('\n', 1)[0] ?? '', WORDS_LENGTH);
  return line === '' ? [] : [`“${line}”`];
}

/** Mail programs make links of these. What a stranger typed is not to send our readers anywhere. */
const LIKE_A_LINK = /:\/\/|www\.|@/i;

function nameOf({ contactName, verified }: Wait): string {
  const name = oneLine(contactName ?? '', NAME_LENGTH);
  const told = verified || !LIKE_A_LINK.test(name.normalize('NFKC'));
  return (told && name) || 'A visitor';
}

function forHowLong(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  if (minutes < 120) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

export interface PasswordLink {
  teammateName: string;
  workspaceName: string;
  link: string;
  hours: number;
}

export function writePasswordMail(about: PasswordLink): Letter {
  const workspace = oneLine(about.workspaceName, NAME_LENGTH);
  return {
    subject: `${workspace}: a new password`,
    ...rendered([
      [`Hello ${oneLine(about.teammateName, NAME_LENGTH)},`],
      [
        `Somebody, probably you, asked for a new password for ${workspace}.`,
        { link: about.link, name: 'Set a new password' },
        `It works once, for ${about.hours} hours.`,
      ],
      ['Was it not you? Then do nothing: your password stays as it is.'],
    ]),
  };
}

export function writeTestMail(teammateName: string, publicUrl: string): Letter {
  return {
    subject: 'Mail from Baton arrives',
    ...rendered([
      [`Hello ${oneLine(teammateName, NAME_LENGTH)},`],
      ['this is what you asked for: mail from Baton reaches you.'],
      [{ link: settingsUrl(publicUrl), name: 'When Baton writes to you' }],
    ]),
  };
}

function rendered(paragraphs: readonly (readonly Line[])[]): Pick<Letter, 'text' | 'html'> {
  const text = paragraphs.map((lines) => lines.map(asText).join('\n')).join('\n\n');
  const html = paragraphs.map((lines) => `<p>${lines.map(asHtml).join('<br>\n')}</p>`).join('\n');
  return {
    text: `${text}\n`,
    html: `<!doctype html>\n<html><body style="font:16px/1.5 sans-serif">\n${html}\n</body></html>\n`,
  };
}

const asText = (line: Line): string =>
  typeof line === 'string' ? line : `${line.name}:\n${line.link}`;

const asHtml = (line: Line): string =>
  typeof line === 'string'
    ? escaped(line)
    : `<a href="${escaped(line.link)}">${escaped(line.name)}</a>`;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
