/** What a command is: help, options, and a function from arguments to something to print. */
import type { ParseArgsConfig } from 'node:util';

export type Options = NonNullable<ParseArgsConfig['options']>;

export interface Arguments {
  values: Record<string, string | boolean | undefined>;
  paths: string[];
}

/** Says what is going on, to a person at a terminal and to nobody else. */
export interface Progress {
  tell(doing: string): void;
  done(): void;
}

export interface Result {
  /** False ends with exit code 1. */
  ok: boolean;
  /** For a person. */
  text: string;
  /** For a program. */
  json: unknown;
}

export interface Command {
  /** What --help says: how it is used, then its options, one a line. */
  help: string;
  options: Options;
  /** Null when the command goes on by itself (the server). */
  run(args: Arguments, progress: Progress): Promise<Result | null>;
  /** For a command that reads its arguments itself. */
  readsItself?: boolean;
}

/** The command was used wrongly: exit code 2, and the help is near. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command could not be done; the message says why and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
