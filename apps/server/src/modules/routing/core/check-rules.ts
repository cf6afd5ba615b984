/** Whether rules make sense together. */
import type { RoutingRules } from '@baton/protocol';

export interface RulesRefused {
  kind: 'refused';
  code: 'invalid_input';
  /** For whoever set them. */
  detail: string;
}

export function checkRules({ awayMinutes, presentMinutes }: RoutingRules): RulesRefused | null {
  if (presentMinutes >= awayMinutes) return null;
  return {
    kind: 'refused',
    code: 'invalid_input',
    detail: 'Who is there has at least as long to answer as who is away.',
  };
}
