/**
 * What is wrong with which field, in plain words. Zod's own messages speak to programmers
 * ("Too small: expected string to have >=1 characters"); a person filling in a form reads these.
 */
import { z, type ZodError } from 'zod';

export interface FieldFault {
  /** "look.accent", "suggestions.0"; empty for the whole. */
  path: string;
  message: string;
}

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/**
 * Teaches Zod to speak plainly, in this process. What a schema says in its own words stands: those
 * come first.
 */
export function speakPlainly(): void {
  z.config({ customError: inPlainWords });
}

export function fieldFaults(error: ZodError): FieldFault[] {
  return error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
}

export function inPlainWords(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return formats[issue.format] ?? 'does not have the right form';
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'is none of the possible kinds';
    case 'unrecognized_keys':
      return `has unknown fields: ${issue.keys.join(', ')}`;
    default:
      return undefined;
  }
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string') {
    return minimum <= 1 ? 'must not be empty' : `must have at least ${minimum} characters`;
  }
  if (origin === 'array') return `must have at least ${minimum} entries`;
  return `must be at least ${minimum}`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'string') return `must have at most ${maximum} characters`;
  if (origin === 'array') return `must have at most ${maximum} entries`;
  return `must be at most ${maximum}`;
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const formats: Record<string, string> = {
  email: 'is not an email address',
  url: 'is not a web address',
  datetime: 'is not a moment in time like 2030-01-31T09:00:00Z',
};
