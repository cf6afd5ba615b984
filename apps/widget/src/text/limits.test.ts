import { LIMITS } from '@baton/protocol';
import { expect, it } from 'vitest';
import { MESSAGE_LENGTH } from './limits.ts';

it('the widget says the limit that the server enforces', () => {
  expect(MESSAGE_LENGTH).toBe(LIMITS.messageLength);
});
