/** What actions need from outside: a way to send a request that harms nobody. */

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
