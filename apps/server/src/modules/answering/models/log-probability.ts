/**
 * The mean log-probability of the tokens that were said, from the chunks as they came: OpenAI's
 * chat (also vLLM, llama.cpp and others) and responses. Thoughts do not count.
 */
export interface LogprobMean {
  /** The probabilities of a chunk wait until it is known whether its text was said. */
  chunk(raw: unknown): void;
  /** Of the chunks since the last time: `said`, or thought. */
  settle(said: boolean): void;
  readonly mean: number | null;
}

export function createLogprobMean(): LogprobMean {
  let sum = 0;
  let count = 0;
  let waiting: number[] = [];
  return {
    chunk(raw) {
      waiting.push(...tokensOf(raw));
    },
    settle(said) {
      if (said) {
        for (const logprob of waiting) sum += logprob;
        count += waiting.length;
      }
      waiting = [];
    },
    get mean() {
      return count === 0 ? null : Math.min(0, sum / count);
    },
  };
}

type Loose = { [name: string]: Loose | undefined } & { length?: number };

function tokensOf(raw: unknown): number[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const chunk = raw as Loose;
  const tokens =
    chunk['choices']?.[0]?.['logprobs']?.['content'] ??
    (String(chunk['type']) === 'response.output_text.delta' ? chunk['logprobs'] : undefined);
  if (!Array.isArray(tokens)) return [];
  return (
    tokens
      .map((token: { logprob?: unknown } | null) => token?.logprob)
      // −9999 and −∞ stand for "not among the likeliest" with some servers, not for a probability.
      .filter((logprob): logprob is number => typeof logprob === 'number' && logprob > -1_000)
  );
}
