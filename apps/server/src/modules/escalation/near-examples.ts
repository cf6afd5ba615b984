// Example phrases of two rules that mean nearly the same: a message like them would fall to either.
// A warning, not an error, for how near is too near is for the owner to judge.

import { endOf } from './core/policy/check-policy.ts';
import type { Policy } from './core/policy/policy.ts';
import { type Finding, finding, normalised, placedTopics } from './core/policy/policy-finding.ts';
import { dot } from './core/text/text-head.ts';
import type { Embed } from './ports.ts';

/** Cosine of MiniLM vectors above which two short phrases say the same in other words. */
const NEARLY_THE_SAME = 0.87;
/** Every phrase is compared with every other: beyond this many it would take too long. */
const MOST_PHRASES = 2_000;
const MOST_FINDINGS = 20;

interface Phrase {
  text: string;
  path: string;
  owner: number;
}

export async function nearExamples(policy: Policy, embed: Embed): Promise<Finding[]> {
  const rules = placedTopics(policy).filter(({ topic }) => topic.enabled);
  const phrases = rules.flatMap(({ topic, path }, owner) =>
    topic.examples.map((text, at): Phrase => ({ text, owner, path: `${path}.examples.${at}` })),
  );
  if (phrases.length > MOST_PHRASES) return [];
  const vectors = await embed(phrases.map(({ text }) => text));
  const pairs = new Map<string, { near: number; one: Phrase; other: Phrase }>();
  for (const [at, one] of phrases.entries()) {
    for (let next = at + 1; next < phrases.length; next += 1) {
      const other = phrases[next] as Phrase;
      if (other.owner === one.owner) continue;
      const near = dot(vectors[at] as Float32Array, vectors[next] as Float32Array);
      const key = `${one.owner} ${other.owner}`;
      // The same words are an error of their own.
      if (near < NEARLY_THE_SAME || normalised(one.text) === normalised(other.text)) continue;
      if (near > (pairs.get(key)?.near ?? 0)) pairs.set(key, { near, one, other });
    }
    // Customers wait for their answers on the same thread.
    if (at % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
  }
  return [...pairs.values()]
    .sort((a, b) => b.near - a.near)
    .slice(0, MOST_FINDINGS)
    .map(({ one, other }) => {
      const [first, second] = [rules[one.owner], rules[other.owner]].map((rule) => rule?.topic);
      const ends =
        first !== undefined && second !== undefined && endOf(first) !== endOf(second)
          ? `, and one ends in ${endOf(first)}, the other in ${endOf(second)}`
          : '';
      return finding('warning')(
        'similar_examples',
        other.path,
        `“${other.text}” of “${second?.name}” means nearly the same as “${one.text}” of “${first?.name}”${ends}.`,
        one.path,
      );
    });
}
