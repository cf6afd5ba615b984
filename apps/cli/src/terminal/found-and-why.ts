/**
 * What `baton ask --explain` prints: what was found and why, then what was decided and why.
 * Pure; no line is wider than 100 columns.
 */
import type { AskResult, SignalView } from '@baton/protocol';
import { bar, COLUMNS, columnsOf, cut, lines } from './columns.ts';
import { bold, counted, dim, green, percent, yellow } from './words.ts';

type Passage = AskResult['passages'][number];

const MOST_PASSAGES = 8;
const EXCERPT_LINES = 3;
const INDENT = '   ';

export const outcomes: Record<AskResult['outcome'], string> = {
  answer: green('answer'),
  clarify: yellow('ask back'),
  offer: yellow('offer a person'),
  handoff: yellow('hand off to a person'),
};

export function foundAndWhy(question: string, result: AskResult): string {
  return [
    heading('Question'),
    ...indented(question),
    '',
    ...found(result.passages),
    '',
    ...signals(result.signals),
    '',
    ...decision(result),
    '',
    heading('What the customer would read'),
    ...result.body.split('\n').flatMap((line) => (line.trim() === '' ? [''] : indented(line))),
    '',
    dim(`in ${result.milliseconds} ms`),
  ].join('\n');
}

const heading = (text: string, more = '') => `${bold(text)}${more && ` ${dim(more)}`}`;

const indented = (text: string, indent = INDENT, most = Number.POSITIVE_INFINITY): string[] => {
  const all = lines(text, COLUMNS - indent.length);
  const shown = all.slice(0, most);
  if (all.length > most) shown[most - 1] = cut(`${shown[most - 1]} …`, COLUMNS - indent.length);
  return shown.map((line) => indent + line);
};

// --- What was found ------------------------------------------------------------------------------

function found(passages: readonly Passage[]): string[] {
  if (passages.length === 0) {
    return [heading('Found'), `${INDENT}no passages: nothing was looked up, or nothing matched`];
  }
  const rest = passages.length - MOST_PASSAGES;
  return [
    heading('Found', `${counted(passages.length, 'passage')}, the likeliest first`),
    ...passages.slice(0, MOST_PASSAGES).flatMap(passageLines),
    ...(rest > 0 ? ['', dim(`${INDENT}and ${rest} more; --json lists all`)] : []),
  ];
}

function passageLines(passage: Passage, at: number): string[] {
  const { title, heading: under, url, text, matchedTerms } = passage;
  const number = `${at + 1}.`.padEnd(INDENT.length);
  const name = cut([title, under].filter(Boolean).join(' > '), COLUMNS - INDENT.length);
  const words = [...new Set(matchedTerms.map((term) => term.toLocaleLowerCase()))];
  return [
    '',
    `${dim(number)}${bold(name)}`,
    INDENT + scores(passage),
    ...indented(words.length === 0 ? 'matched words: none' : `matched words: ${words.join(', ')}`),
    ...indented(text, INDENT, EXCERPT_LINES).map(dim),
    ...(url ? [INDENT + dim(cut(url, COLUMNS - INDENT.length))] : []),
  ];
}

function scores({ score, lexical, cosine, reader }: Passage): string {
  const measure = (name: string, value: number | null, unknown: string) =>
    value === null
      ? `${name} ${dim(unknown)}`
      : `${name} ${dim(bar(value, 6))} ${value.toFixed(2)}`;
  return [
    bold(`score ${score.toFixed(2)}`),
    measure('words', lexical, 'none'),
    measure('meaning', cosine, 'not learned yet'),
    measure('reader', reader, 'did not read it'),
  ].join('  ');
}

// --- What was decided ----------------------------------------------------------------------------

function signals(all: readonly SignalView[]): string[] {
  const fired = all.filter((signal) => signal.fired);
  const quiet = all
    .filter((signal) => !signal.fired && signal.value !== null && signal.threshold !== null)
    .toSorted((one, other) => nearness(other) - nearness(one));
  const measured = all.filter(
    (signal) => !signal.fired && signal.value !== null && signal.threshold === null,
  );
  const widest = Math.max(0, ...fired.map(({ label }) => columnsOf(label)));
  return [
    heading('Signals that fired'),
    ...(fired.length === 0 ? [`${INDENT}none`] : []),
    ...fired.map((signal) => {
      const label = cut(signal.label, 60);
      const gap = ' '.repeat(Math.max(1, Math.min(60, widest) - columnsOf(label) + 2));
      return `${INDENT}${yellow(label)}${gap}${reading(signal)}`;
    }),
    ...listed('quiet, the nearest first', quiet),
    ...listed('measured', measured),
  ];
}

const nearness = ({ value, threshold }: SignalView) => (value ?? 0) / (threshold || 1);

function listed(name: string, some: readonly SignalView[]): string[] {
  if (some.length === 0) return [];
  const each = some.map((signal) => `${signal.label} ${reading(signal)}`);
  return indented(`${name}: ${each.join(', ')}`).map(dim);
}

/** "0.91 of 0.80": what was read, and where it fires. */
function reading({ value, threshold }: SignalView): string {
  if (value === null) return '';
  const shown = (number: number) => (Number.isInteger(number) ? `${number}` : number.toFixed(2));
  return threshold === null ? shown(value) : `${shown(value)} of ${shown(threshold)}`;
}

function decision(result: AskResult): string[] {
  const { confidence, threshold, reasons, rule, outcome, explanation } = result;
  const row = (name: string, value: string) => `${INDENT}${dim(name.padEnd(11))}${value}`;
  const wide = (name: string, text: string) =>
    lines(text, COLUMNS - INDENT.length - 11).map((line, at) => row(at === 0 ? name : '', line));
  const against =
    confidence === null
      ? 'none: no answer was drafted'
      : `${percent(confidence)} ${bar(confidence, 24, threshold)} ${
          confidence >= threshold ? 'at or over' : 'under'
        } the line of ${percent(threshold)}`;
  return [
    heading('Decision'),
    row('outcome', outcomes[outcome]),
    ...wide('rule', rule),
    ...(reasons.length > 0 ? wide('reasons', reasons.join(', ').replaceAll('_', ' ')) : []),
    ...wide('why', explanation),
    row('confidence', against),
  ];
}
