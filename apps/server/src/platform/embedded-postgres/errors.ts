/**
 * What can go wrong with the embedded database, told to the operator: what happened, what to do.
 */
export type EmbeddedPostgresProblem =
  | 'no_binaries'
  | 'not_permitted'
  | 'not_writable'
  | 'disk_full'
  | 'wrong_version'
  | 'cannot_start';

export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly problem: EmbeddedPostgresProblem;

  constructor(problem: EmbeddedPostgresProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** Reads the cause of a failure out of what PostgreSQL wrote while it failed. */
export function explainFailure(output: string, folder: string): EmbeddedPostgresError {
  if (output.includes('No space left on device')) {
    return new EmbeddedPostgresError(
      'disk_full',
      `The disk that holds ${folder} is full. Free some space and start Baton again: nothing ` +
        'that was acknowledged is lost.',
    );
  }
  if (/database files are incompatible|initialized by PostgreSQL version/.test(output)) {
    return new EmbeddedPostgresError(
      'wrong_version',
      `The data in ${folder} was written by another major version of PostgreSQL. Start the ` +
        'version of Baton that made it, run "baton backup", and restore the backup here.',
    );
  }
  if (/Permission denied|Operation not permitted|Read-only file system/.test(output)) {
    return new EmbeddedPostgresError(
      'not_writable',
      `PostgreSQL may not use ${folder}: ${lastLines(output, 2)}`,
    );
  }
  return new EmbeddedPostgresError(
    'cannot_start',
    `The embedded PostgreSQL in ${folder} did not start:\n${lastLines(output, 8)}`,
  );
}

/** Turns an error of the file system into one that says which folder and what to do. */
export function explainFileError(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return explainFailure('No space left on device', folder);
  if (
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST'
  ) {
    return new EmbeddedPostgresError(
      'not_writable',
      `Baton cannot write to ${folder} (${code}). Give it a folder of its own with BATON_DATA, ` +
        'or set DATABASE_URL to use another PostgreSQL.',
      { cause: error },
    );
  }
  return error;
}

function lastLines(output: string, count: number): string {
  const lines = output.trim().split('\n').slice(-count);
  return lines.join('\n') || 'it said nothing.';
}
