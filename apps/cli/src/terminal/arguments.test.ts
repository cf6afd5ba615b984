import { expect, test } from 'vitest';
import { UsageError } from '../command.ts';
import { noMoreThan, readArguments, required, textOption } from './arguments.ts';

const read = (...argv: string[]) => readArguments(argv, { port: { type: 'string' } });

test('options and paths are told apart, and --json and --help are everywhere', () => {
  const args = read('one', '--port', '4000', '--json', 'two');
  expect(args.paths).toEqual(['one', 'two']);
  expect(textOption(args, 'port')).toBe('4000');
  expect(args.values['json']).toBe(true);
});

test.each([
  [['--prot', '1'], 'There is no option --prot here.'],
  [['--port'], '--port needs a value.'],
])('a slip is told in plain words: %j', (argv, said) => {
  expect(() => read(...argv)).toThrow(new UsageError(said));
});

test('too little and too much are both asked about', () => {
  expect(() => required(read(), 0, 'file')).toThrow('Which file?');
  expect(() => noMoreThan(read('a', 'b'), 1)).toThrow('What is "b" for?');
});
