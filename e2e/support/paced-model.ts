/**
 * A model that does what a journey tells it, slowly enough to be watched: the testkit's provider on
 * loopback, which speaks OpenAI's protocol. Told nothing, it quotes the passages it was given.
 */
import {
  type Behaviour,
  type FakeProvider,
  groundedAnswer,
  type ProviderRequest,
  startFakeProvider,
} from '@baton/testkit/provider';

/** Before each word. */
const PACE_MS = 40;

export interface PacedModel extends Pick<FakeProvider, 'url' | 'close'> {
  readonly requests: readonly ProviderRequest[];
  /** Does this with the next requests for an answer to a customer; after that it quotes again. */
  next(...behaviours: (Behaviour | ((request: ProviderRequest) => Behaviour))[]): void;
}

export async function startPacedModel(key: string): Promise<PacedModel> {
  const script: (Behaviour | ((request: ProviderRequest) => Behaviour))[] = [];
  const provider = await startFakeProvider([], {
    key,
    otherwise(request) {
      const told = script.shift() ?? { says: groundedAnswer(request) };
      const behaviour = typeof told === 'function' ? told(request) : told;
      return 'says' in behaviour
        ? { firstDelayMs: PACE_MS * 5, delayMs: PACE_MS, ...behaviour }
        : behaviour;
    },
  });
  return {
    url: provider.url,
    requests: provider.requests,
    close: () => provider.close(),
    next: (...behaviours) => void script.push(...behaviours),
  };
}

/** The mark ("[2]") of the passage in a prompt that has these words. */
export function markOf({ texts }: ProviderRequest, words: string): string {
  const piece = texts
    .join('\n')
    .split('<<<')
    .find((each) => each.includes(words));
  const mark = /^\w+ passage (\[\d+\])/.exec(piece ?? '')?.[1];
  if (mark === undefined) throw new Error(`no passage of the prompt says "${words}"`);
  return mark;
}
