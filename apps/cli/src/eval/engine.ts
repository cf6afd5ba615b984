// The product's own engine, opened once for an evaluation: the embedder that serves customers and
// the escalation module as it ships. Nothing here decides anything.

import {
  createEscalation,
  defaultPolicy,
  type Embed,
  type Escalation,
  openAnswerReader,
  openEmbedder,
  type Policy,
  type ReadTexts,
  type TurnInput,
} from '@baton/server';

export interface EvalEngine {
  embed: Embed;
  /** Null where the reader does not run: search alone orders then. */
  read: ReadTexts | null;
  escalation: Escalation;
  policy: Policy;
  close(): Promise<void>;
}

export async function openEngine(): Promise<EvalEngine> {
  const [embedder, reader] = await Promise.all([
    openEmbedder(),
    openAnswerReader().catch(() => null),
  ]);
  return engineOver((texts) => embedder.embed(texts, 'query'), {
    read: reader && ((...asked) => reader.read(...asked)),
    close: async () => {
      await embedder.close();
      await reader?.close();
    },
  });
}

export function engineOver(
  embed: Embed,
  parts: Partial<Pick<EvalEngine, 'read' | 'close'>> = {},
): EvalEngine {
  const { read = null, close = async () => {} } = parts;
  return { embed, read, escalation: createEscalation({ embed }), policy: defaultPolicy(), close };
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
