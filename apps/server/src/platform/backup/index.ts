/** Everything an installation holds in one file, and back: see format.ts and restore.ts. */
export { BackupError, type BackupProblem } from './errors.ts';
export type { BackupManifest, BackupProgress, BackupSummary } from './format.ts';
export { type RestoreBackupOptions, readBackupManifest, restoreBackup } from './restore.ts';
export { type WriteBackupOptions, writeBackup } from './write.ts';
