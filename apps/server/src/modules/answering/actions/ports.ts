/**
 * What actions need from outside: a way to send a request that harms nobody, and to be told
 * beforehand where none is sent.
 */

export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  /** JSON; null sends none. */
  body: string | null;
  timeoutMs: number;
  /** The same for every try: a server that knows it does the thing once. */
  idempotencyKey: string;
}

export type Exchange =
  | {
      kind: 'answered';
      status: number;
      /** Undefined: the body was no JSON. */
      json: unknown;
      /** The body's beginning. */
      text: string;
      /** Seconds, where it said so. */
      retryAfter: number | null;
    }
  /** Nothing reached the other side. `mayPass`: it may work in a moment. */
  | { kind: 'not_sent'; words: string; mayPass: boolean }
  /** It was answered, by something that nobody can use. */
  | { kind: 'unreadable'; words: string }
  /** It was sent; what became of it is not known. */
  | { kind: 'unknown'; words: string };

/** Never throws. Redirects are not followed. */
export type SendRequest = (request: OutgoingRequest) => Promise<Exchange>;

/**
 * Why no request would ever reach this server, as words that go on after its address ("leads into …");
 * null: it may be tried. By the spelling alone: a name is looked up when it is sent to.
 */
export type RefusesServer = (origin: string) => string | null;
