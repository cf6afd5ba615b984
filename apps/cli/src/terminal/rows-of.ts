/** The progress of a backup or a restore, for the line on the terminal. */
import type { BackupProgress } from '@baton/server';
import type { Progress } from '../command.ts';

export const rowsOf =
  (progress: Progress, doing: string) =>
  ({ table, rowsDone, rowsTotal }: BackupProgress): void =>
    progress.tell(`${doing} ${table}: ${rowsDone} of ${rowsTotal} rows`);
