/** An expected no, with words for whoever asked. */
import type { ProblemCode } from '@baton/protocol';

export interface Refused {
  kind: 'refused';
  code: ProblemCode;
  detail: string;
  teammateId?: string | null;
  errors?: { path: string; message: string }[];
}

export const refuse = (code: ProblemCode, detail: string): Refused => ({
  kind: 'refused',
  code,
  detail,
});
