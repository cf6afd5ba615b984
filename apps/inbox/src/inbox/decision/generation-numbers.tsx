import type { Generation } from '@baton/protocol';
import { seconds } from '../../settings/usage/amounts.ts';
import { percent } from '../words.ts';
import { wordProbability } from './generation-words.ts';

/** The measures of a written answer: for whoever wants to know how sure, how fast and how much. */
export function GenerationNumbers({ generation }: { generation: Generation }) {
  const { sentences, logprob, selfAgreement, firstTextMs, totalMs, inputTokens, outputTokens } =
    generation;
  const facts: [string, string][] = [
    ...(sentences.length > 0
      ? [['Support', sentences.map(({ support }) => support.toFixed(2)).join(' · ')] as const]
      : []),
    ...(logprob === null ? [] : [['Its words', `${percent(wordProbability(logprob))} probable`]]),
    ...(selfAgreement === null
      ? []
      : [['By its own check', `${percent(selfAgreement)} supported`]]),
    ...(firstTextMs === null ? [] : [['First words', `after ${seconds(firstTextMs)}`]]),
    ['In all', seconds(totalMs)],
    [
      'Tokens',
      `${inputTokens.toLocaleString('en')} read, ${outputTokens.toLocaleString('en')} written`,
    ],
  ] as [string, string][];
  return (
    <table className="w-full text-small">
      <caption className="mb-1 text-left font-semibold text-ink-soft">Writing</caption>
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className="py-1 pr-4 text-left font-normal">
              {name}
            </th>
            <td className="py-1 text-right text-ink-soft tabular-nums">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
