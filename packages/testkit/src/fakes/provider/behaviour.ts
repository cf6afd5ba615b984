/**
 * What a fake provider can be told to do with one request. The same behaviour is spoken in
 * whichever protocol the request came in.
 */

export interface Says {
  says: string;
  /** How the text is cut into parts. Default: word by word. */
  tokens?: readonly string[];
  /** Sent before the text, apart from it, the way the protocol has for thoughts. */
  thinks?: string;
  /** Default: `stop`. */
  finish?: 'stop' | 'length' | 'content_filter' | 'tool_calls';
  /** Null: the provider does not say, even when it is asked. Default: one token per part. */
  usage?: { input: number; output: number; reasoning?: number } | null;
  /** Of every token, where they were asked for. Default: −0.1. Null: it has none to give. */
  logprob?: number | null;
  /** A call of a tool that nobody offered. */
  toolCall?: { name: string; arguments: string };
  /** Before the first part. */
  firstDelayMs?: number;
  /** Before every further part. */
  delayMs?: number;
  wire?: Wire;
}

/** How the bytes travel: everything that real streams do to those who read them. */
export interface Wire {
  crlf?: boolean;
  /** Comment lines between events, as OpenRouter keeps connections alive. */
  comments?: boolean;
  /** `data:{…}` instead of `data: {…}`. */
  noSpace?: boolean;
  /** So many bytes per write: characters and lines are torn apart. */
  bytesPerWrite?: number;
  /** Between such writes. */
  tickMs?: number;
  /** Fields that no documentation names. */
  extraFields?: boolean;
  /** Parts whose delta holds nulls only, and parts without choices. */
  emptyParts?: boolean;
  doneTwice?: boolean;
  /** The reason why it ended is never said. */
  noFinish?: boolean;
  /** The end of the stream is never said. */
  noDone?: boolean;
  /** Where the socket is cut. */
  cut?: 'in_event' | 'in_character' | 'before_finish';
  /** The cut looks like a proper end to HTTP. Default: the connection is reset. */
  cutCleanly?: boolean;
  /** After so many parts comes an event with this data, whatever it is; then all goes on. */
  dataAfter?: { parts: number; data: string };
  /** After so many parts comes the protocol's error event, and the end. */
  errorAfter?: { parts: number; type: string; message: string };
  /** After so many parts nothing comes any more, and the connection stays open. */
  silentAfter?: number;
}

export interface Fails {
  fails: number;
  message?: string;
  type?: string;
  code?: string | null;
  param?: string | null;
  headers?: Record<string, string>;
  /** Instead of the protocol's error body: an HTML page, say. */
  body?: string;
  contentType?: string;
}

/** Takes the request and never answers. */
export interface Silent {
  silent: true;
}

/** Takes the connection and resets it. */
export interface Resets {
  resets: true;
}

export type Behaviour = Says | Fails | Silent | Resets;

/** Text as a model's tokenizer might cut it: words with the space before them. */
export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/g) ?? (text === '' ? [] : [text]);
}
