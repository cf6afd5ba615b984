/** The server's errors about phrases, in the shape in which the phrases' field shows them. Pure. */
import type { PolicyFinding } from '@baton/protocol';
import type { FormProps } from './section-props.ts';

export const phraseFindings = (errors: FormProps['errors'], list: string): PolicyFinding[] =>
  Object.entries(errors)
    .filter(([path]) => path === list || path.startsWith(`${list}.`))
    .map(([path, message]) => ({
      severity: 'error',
      code: 'invalid_input',
      path,
      otherPath: null,
      message,
    }));
