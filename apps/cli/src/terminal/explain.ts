/** Any error as a sentence for whoever typed the command, and its exit code. */
import { BackupError, ConfigError, DatabaseUnavailable, explainStartFailure } from '@baton/server';
import { Failure, UsageError } from '../command.ts';

export interface Explained {
  code: 1 | 2;
  message: string;
  /** What else may help. */
  hint?: string;
}

export function explain(error: unknown): Explained {
  if (error instanceof UsageError) return { code: 2, message: error.message };
  if (error instanceof Failure || error instanceof ConfigError || error instanceof BackupError) {
    return { code: 1, message: error.message };
  }
  if (error instanceof Error && error.name === 'EvalUsageError') {
    return { code: 2, message: error.message };
  }
  if (error instanceof Error && error.name === 'EvalInputError') {
    return { code: 1, message: error.message };
  }
  if (error instanceof DatabaseUnavailable) {
    return {
      code: 1,
      message: `The database cannot be reached: ${error.message}`,
      hint: 'baton doctor looks for the reason.',
    };
  }
  return { code: 1, message: explainStartFailure(error) };
}
