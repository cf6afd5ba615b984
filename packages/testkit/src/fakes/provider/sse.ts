/** Server-sent events, before the wire does anything to them. */
export interface SseEvent {
  /** The event's name, where the protocol names events. */
  event?: string;
  data: string;
  kind: 'frame' | 'part' | 'finish' | 'done';
}

export const json = (kind: SseEvent['kind'], value: unknown, event?: string): SseEvent => ({
  kind,
  data: JSON.stringify(value),
  ...(event !== undefined && { event }),
});

/** What a protocol needs to know of a request. */
export interface Asked {
  model: string;
  /** Log-probabilities were asked for. */
  logprobs: boolean;
  /** Usage was asked for; protocols that always tell it do not look here. */
  usage: boolean;
  inputTokens: number;
}
