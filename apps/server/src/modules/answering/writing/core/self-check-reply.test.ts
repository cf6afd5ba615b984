import { expect, test } from 'vitest';
import { supportedNumbers } from './self-check-reply.ts';

test.each([
  ['1, 3', [1, 3]],
  ['1 and 3', [1, 3]],
  ['[1, 2]', [1, 2]],
  ['{"supported": [2]}', [2]],
  ['Supported: 1, 2', [1, 2]],
  ['1-3', [1, 2, 3]],
  ['1: yes\n2: no\n3: supported', [1, 3]],
  ['1. ✓\n2. ✗ not in the passages', [1]],
  ['Statement 1: unsupported\nStatement 2: supported', [2]],
  ['none', []],
  ['None of the statements are supported.', []],
  ['[]', []],
  ['9, 2, 2', [2]],
])('"%s" is understood', (reply, numbers) => {
  expect(supportedNumbers(reply, 3)).toEqual(numbers);
});

test.each(['', 'I think the answer is good.', 'The passages from 2024 say so.', 'yes'])(
  '"%s" says nothing',
  (reply) => {
    expect(supportedNumbers(reply, 3)).toBeNull();
  },
);
