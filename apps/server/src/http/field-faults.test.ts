import { AddDocumentRequest, ChangeAiAgentRequest, SignInRequest } from '@baton/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { fieldFaults, speakPlainly } from './field-faults.ts';
import { invalidInput } from './problem.ts';

beforeAll(speakPlainly);

const faults = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  if (error === undefined) throw new Error('nothing is wrong');
  return error;
};

describe('what is wrong with a field', () => {
  it('is said in words that a person filling in a form understands', () => {
    const wrong = {
      name: '',
      allowedOrigins: ['https://shop.example/path'],
      look: { accent: 'red', greeting: 3, suggestions: 'none', position: 'top' },
      threshold: 2,
    };
    expect(fieldFaults(faults(ChangeAiAgentRequest, wrong))).toEqual([
      { path: 'name', message: 'must not be empty' },
      {
        path: 'allowedOrigins.0',
        message: 'an origin looks like https://shop.example, without a path',
      },
      { path: 'look.accent', message: 'a colour looks like #0d6157' },
      { path: 'look.greeting', message: 'must be text' },
      { path: 'look.suggestions', message: 'must be a list' },
      { path: 'look.position', message: 'must be one of: left, right' },
      { path: 'threshold', message: 'must be at most 0.99' },
    ]);
  });

  it('opens the detail as a sentence', () => {
    expect(invalidInput(faults(SignInRequest, {})).detail).toBe('Email is missing.');
    expect(invalidInput(faults(SignInRequest, 'hello')).detail).toBe('The body must be an object.');
    expect(invalidInput(faults(ChangeAiAgentRequest, { allowedOrigins: ['shop'] })).detail).toBe(
      'An origin looks like https://shop.example, without a path.',
    );
  });

  it('of a kind that does not exist says so', () => {
    expect(fieldFaults(faults(AddDocumentRequest, { kind: 'spell' }))).toEqual([
      { path: 'kind', message: 'is none of the possible kinds' },
    ]);
  });
});
