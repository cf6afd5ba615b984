/** How this module says no. */
import type { ProblemCode } from '@baton/protocol';

export interface Refused {
  kind: 'refused';
  code: ProblemCode;
  detail: string;
  errors?: { path: string; message: string }[];
}

export const refuse = (code: ProblemCode, detail: string, errors?: Refused['errors']): Refused => ({
  kind: 'refused',
  code,
  detail,
  ...(errors !== undefined && { errors }),
});
