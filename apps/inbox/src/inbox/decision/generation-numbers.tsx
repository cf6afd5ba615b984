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
    <div>
      <p className="mb-1 text-small font-semibold text-ink-soft">Writing</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="border-t border-line py-1 text-ink-soft">{name}</dt>
            <dd className="border-t border-line py-1 text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
