// The product's own engine, opened once for an evaluation: the embedder that serves customers and
// the escalation module as it ships. Nothing here decides anything.

import {
  createEscalation,
  defaultPolicy,
  type Embed,
  type Escalation,
  openEmbedder,
  type Policy,
  type TurnInput,
} from '@baton/server';

export interface EvalEngine {
  embed: Embed;
  escalation: Escalation;
  policy: Policy;
  close(): Promise<void>;
}

export async function openEngine(): Promise<EvalEngine> {
  const embedder = await openEmbedder();
  return engineOver(
    (texts) => embedder.embed(texts, 'query'),
    () => embedder.close(),
  );
}

export function engineOver(embed: Embed, close: () => Promise<void> = async () => {}): EvalEngine {
  return { embed, escalation: createEscalation({ embed }), policy: defaultPolicy(), close };
}

/** A turn with nothing around it. */
export const bareTurn = (text: string): TurnInput => ({
  text,
  history: [],
  retrieval: null,
  draft: null,
  language: null,
  withinHours: null,
});
