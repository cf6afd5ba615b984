// The port through which the module turns text into vectors. Vectors of different embedder ids are
// never compared: the id is stored beside each of them.

export interface Embedder {
  /** Names model and precision, e.g. "minilm-l6-int8". */
  readonly id: string;
  readonly dimensions: number;
  /**
   * One unit-length vector per text, in order. Queries overtake passages that are still waiting.
   * Rejects when the engine cannot run; nothing is lost by asking again.
   */
  embed(texts: string[], kind: 'query' | 'passage'): Promise<Float32Array[]>;
  close(): Promise<void>;
}
