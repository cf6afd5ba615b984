/**
 * An expected "no": well formed, understood, and not to be done. A value, so that callers must look.
 */
import type { ProblemCode } from '@baton/protocol';

export interface Refused<Code extends ProblemCode = ProblemCode> {
  readonly kind: 'refused';
  readonly code: Code;
  /** For whoever asked, in their words. */
  readonly detail: string;
}

export function refuse<Code extends ProblemCode>(code: Code, detail: string): Refused<Code> {
  return { kind: 'refused', code, detail };
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused';
}
