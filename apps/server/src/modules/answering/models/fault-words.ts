/** A model's failure in words for a person who looks after the AI agent: what to do about it. */
import type { ModelFault } from '@baton/protocol';
import type { ModelAccess } from './language-model.ts';

const PROVIDERS = {
  openai: { name: 'OpenAI', keys: 'https://platform.openai.com/api-keys' },
  anthropic: { name: 'Anthropic', keys: 'https://console.anthropic.com/settings/keys' },
} as const;

export function hostOf({ kind, url }: ModelAccess): string {
  if (url === null) return kind === 'compatible' ? 'the server' : PROVIDERS[kind].name;
  return URL.canParse(url) ? new URL(url).host : 'the server';
}

/** A provider's account that has nothing left: waiting does not help, paying does. */
export function isOutOfCredit(status: number | null, said: string | null): boolean {
  if (status === 402) return true;
  if (status !== null && status >= 500) return false;
  return /insufficient_quota|exceeded your current quota|credit balance|insufficient (?:credit|balance|funds)/i.test(
    said ?? '',
  );
}

export function wordsFor(
  code: ModelFault,
  access: ModelAccess,
  status: number | null,
  said: string | null,
): string {
  const who = hostOf(access);
  const own = access.url === null && access.kind !== 'compatible' ? PROVIDERS[access.kind] : null;
  switch (code) {
    case 'unauthorized':
      if (access.key === null) return `${who} wants a key, and there is none. Enter one.`;
      if (status === 403)
        return `The key may not use ${access.model}. Check its rights at ${own?.keys ?? who}.`;
      return `The key was refused. Check it at ${own?.keys ?? who}.`;
    case 'not_found':
      return own
        ? `${who} has no model called ${access.model}, or the key may not use it.`
        : `${who} has no model called ${access.model}, or does not speak at this address. It must be the one before /${access.kind === 'anthropic' ? 'messages' : 'chat/completions'}, often ending in /v1.`;
    case 'bad_request':
      if (/context|too long|too many tokens|maximum.{0,20}length/i.test(said ?? '')) {
        return `The question with its passages is longer than ${access.model} can read.`;
      }
      return `${who} did not take the request for ${access.model}.`;
    case 'rate_limited':
      return isOutOfCredit(status, said)
        ? `The account at ${who} has no credit left. Add some there.`
        : `${who} has had too many requests for this key just now. Try again soon, or raise the limit there.`;
    case 'overloaded':
      return `${who} has trouble of its own just now${status === null ? '' : ` (${status})`}. Try again soon.`;
    case 'timeout':
      return `${who} took too long to answer.`;
    case 'unreachable':
      return `${who} cannot be reached. Is it running, and is the address right?`;
    case 'private_address':
      return 'This address leads into a private network, which the operator has closed to models (BATON_PRIVATE_MODELS).';
    case 'content_filter':
      return `${who} declined to write about this: its content filter stepped in.`;
    case 'broken_stream':
      return `${who} broke off in the middle of its answer.`;
    case 'malformed':
      return `What ${who} sent is not the answer of a model. Is the address the one before /chat/completions?`;
    case 'not_carried':
      return `The documents carry too little of what ${access.model} wrote.`;
    case 'circuit_open':
      return `${who} failed several times in a row and is left alone for a moment.`;
    case 'budget_exhausted':
      return 'The budget of this month is spent.';
    case 'stopped':
      return 'It was stopped.';
  }
}
