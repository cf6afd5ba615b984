/** A replay as a table: what stays, what changes, how sure that is, and examples. */
import type { Replay, ReplayChange, ReplayedDecision } from '@baton/protocol';
import { bold, counted, dim, percent, shortened, yellow } from '../terminal/words.ts';

export function replayInWords(replay: Replay, changes: readonly ReplayChange[]): string {
  const { result, rowErrors, rowErrorCount, leftOut } = replay;
  const { total, same, changed, changedShare, adjusted, failed, remeasured, pairs } = result;
  if (total === 0) return 'There are no recorded decisions to replay.';
  const share =
    changedShare === null
      ? ''
      : dim(` ${percent(changedShare.share)}, 95 % interval ${between(changedShare)}`);
  const rows: [string, string][] = [
    ['replayed', counted(total, 'turn')],
    ['same', String(same)],
    ['changed', `${yellow(String(changed))}${share}`],
    ['adjusted', `${adjusted} ${dim('same outcome by another rule, team, tag or priority')}`],
    ...(failed > 0 ? ([['failed', `${failed} could not be decided again`]] as const) : []),
    ...(remeasured > 0
      ? ([
          ['measured', `${remeasured} in part anew: the record did not hold what is asked`],
        ] as const)
      : []),
  ].map(([name = '', value = '']) => [name, value]);
  return [
    ...rows.map(([name, value]) => `${dim(name.padEnd(9))} ${value}`),
    ...(pairs.length === 0
      ? []
      : [
          '',
          bold('from       to         turns  of all  95 % interval'),
          ...pairs.map(({ was, wouldBe, count, of }) =>
            [
              (was ?? 'none').padEnd(10),
              wouldBe.padEnd(10),
              String(count).padStart(5),
              percent(of.share).padStart(7),
              ` ${between(of)}`,
            ].join(' '),
          ),
        ]),
    ...changes.flatMap((change) => ['', ...inWords(change)]),
    ...(rowErrorCount === 0
      ? []
      : [
          '',
          `${counted(rowErrorCount, 'line')} could not be read:`,
          ...rowErrors.slice(0, 20).map(({ row, message }) => `  line ${row}: ${message}`),
        ]),
    ...(leftOut > 0
      ? ['', `${counted(leftOut, 'turn')} more than one replay takes were left out.`]
      : []),
  ].join('\n');
}

const between = ({ low, high }: { low: number; high: number }): string =>
  `${percent(low)} to ${percent(high)}`;

function inWords({ question, was, wouldBe, conversationId, transcript }: ReplayChange): string[] {
  return [
    `${bold(shortened(question, 90))} ${dim(conversationId ?? transcript ?? '')}`,
    `  was      ${was === null ? 'nobody reacted' : side(was)}`,
    `  would be ${side(wouldBe)}`,
  ];
}

const side = ({ outcome, explanation, team, tags }: ReplayedDecision): string =>
  [
    `${outcome}:`,
    explanation,
    ...(team === null ? [] : [`Team ${team}.`]),
    ...(tags.length === 0 ? [] : [dim(`[${tags.join(', ')}]`)]),
  ].join(' ');
