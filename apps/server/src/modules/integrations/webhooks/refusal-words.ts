/** Why nothing was sent, for who looks after a webhook. */
import type { RefusalCode } from '../../../platform/safe-fetch/index.ts';

const WORDS: Partial<Record<RefusalCode, string>> = {
  scheme: 'The address of a webhook begins with http:// or https://.',
  credentials:
    'An address with a user name or password in it is not used: the signature tells who sends.',
  port: 'This port belongs to another service: nothing is sent there.',
  private_address:
    'This address leads into a private network. Webhooks go to public addresses only, unless the operator of Baton allows others (BATON_ALLOW_PRIVATE_FETCH).',
  unknown_host: 'There is no server with this name.',
  unreachable: 'The server cannot be reached.',
  timeout: 'It took too long to answer.',
  too_large: 'It answered with more headers than anybody reads.',
  too_many_redirects:
    'It redirects, and redirects are not followed: enter the address that it leads to.',
};

export function refusalWords({ code, words }: { code: RefusalCode; words: string }): string {
  return WORDS[code] ?? words;
}
