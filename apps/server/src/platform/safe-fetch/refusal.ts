/** Why something was not fetched: a code for programs, a sentence for whoever typed the address. */

export type RefusalCode =
  | 'bad_url'
  | 'scheme'
  | 'credentials'
  | 'port'
  | 'private_address'
  | 'unknown_host'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'too_large'
  | 'too_many_redirects'
  | 'not_followed'
  | 'broken'
  | 'stopped';

export interface FetchRefusal {
  ok: false;
  code: RefusalCode;
  /** One plain sentence. */
  words: string;
  /** What was asked for when it ended: the last redirect's target. */
  url: string;
}

/** Thrown inside the client only; its door gives values. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, words: string) {
    super(words);
    this.code = code;
  }
}
