/** What a request came to, for the customer and for the team. Pure. */
import type { Exchange } from '../ports.ts';
import { namesIn } from './placeholders.ts';
import { sayResult } from './say-result.ts';

export interface RunResult {
  ok: boolean;
  /** HTTP status; null when there was no answer. */
  status: number | null;
  /** What the customer is told: in an answer, and in a notice. */
  says: { markdown: string; plain: string };
  /** In words for the team, when it failed. */
  problem: string | null;
  /** `refused`: the other side said no, plainly; `trouble`: it broke, and a person must look. */
  failed: 'refused' | 'trouble' | null;
}

export interface Wording {
  method: string;
  success: string;
  failure: string;
}

export function outcomeOf(exchange: Exchange, { method, success, failure }: Wording): RunResult {
  const changes = method !== 'GET';
  const perhaps = changes ? ' It may have happened all the same: look before you try again.' : '';
  const failed = (
    as: 'refused' | 'trouble',
    status: number | null,
    problem: string,
  ): RunResult => ({
    ok: false,
    status,
    says: { markdown: failure, plain: failure },
    problem,
    failed: as,
  });
  switch (exchange.kind) {
    case 'not_sent':
      return failed('trouble', null, exchange.words);
    case 'unreadable':
    case 'unknown':
      return failed('trouble', null, `${exchange.words}${perhaps}`);
    case 'answered': {
      const { status, json } = exchange;
      if (status < 200 || status >= 300) {
        const refused =
          status >= 400 && status < 500 && ![401, 403, 407, 408, 429].includes(status);
        return failed(refused ? 'refused' : 'trouble', status, `It answered ${status}.`);
      }
      if (json === undefined && namesIn(success).length > 0)
        return failed('trouble', status, `It answered ${status}, but not with JSON.${perhaps}`);
      const markdown = sayResult(success, json ?? null, 'markdown');
      const plain = sayResult(success, json ?? null, 'plain');
      if (markdown === null || plain === null)
        return failed('trouble', status, `${lacking(success)}${perhaps}`);
      return { ok: true, status, says: { markdown, plain }, problem: null, failed: null };
    }
  }
}

const lacking = (success: string): string =>
  `The response lacks what the answer is made of: ${namesIn(success).join(', ')}.`;

/** Worth another try, with the same key: nobody said no. */
export function isWorthAnotherTry(exchange: Exchange): boolean {
  switch (exchange.kind) {
    case 'not_sent':
      return exchange.mayPass;
    case 'unreadable':
      return false;
    case 'unknown':
      return true;
    case 'answered':
      return exchange.status === 408 || exchange.status === 429 || exchange.status >= 500;
  }
}
