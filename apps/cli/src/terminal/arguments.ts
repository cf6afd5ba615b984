/** Reads a command's arguments; a slip becomes a UsageError in plain words. */
import { parseArgs } from 'node:util';
import { type Arguments, type Options, UsageError } from '../command.ts';

export const everywhere = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies Options;

export function readArguments(argv: readonly string[], options: Options): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...options, ...everywhere },
      allowPositionals: true,
    });
    return { values, paths: positionals };
  } catch (error) {
    throw new UsageError(inWords((error as Error).message));
  }
}

/** Node's own words speak of positional arguments and of how to escape them. */
function inWords(message: string): string {
  const option = /Unknown option '([^']+)'/.exec(message)?.[1];
  if (option) return `There is no option ${option} here.`;
  const wanting = /Option '(?:-\w, )?(--[\w-]+) <value>' argument missing/.exec(message)?.[1];
  if (wanting) return `${wanting} needs a value.`;
  return message.split('. ')[0] ?? message;
}

/** A value that must be there. */
export function required(args: Arguments, at: number, what: string): string {
  const value = args.paths[at];
  if (value === undefined || value === '') throw new UsageError(`Which ${what}?`);
  return value;
}

export function noMoreThan(args: Arguments, count: number): void {
  const extra = args.paths.slice(count);
  if (extra.length > 0) throw new UsageError(`What is "${extra.join(' ')}" for?`);
}

export function textOption(args: Arguments, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === 'string' ? value : undefined;
}
