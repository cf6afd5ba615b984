/**
 * Why a backup could not be written or restored, told to the operator. In every case nothing
 * was changed: neither the database nor an earlier file of the same name.
 */
export type BackupProblem =
  | 'no_file'
  | 'not_a_backup'
  | 'damaged'
  | 'newer_version'
  | 'other_history'
  | 'not_empty'
  | 'in_use'
  | 'not_loadable';

export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly problem: BackupProblem;

  constructor(problem: BackupProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
