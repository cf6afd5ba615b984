/**
 * How the embedded server runs: durable, small, heard on loopback only.
 * Figures and their reasons: docs of PostgreSQL 18, chapter "Server Configuration".
 */
import { createHash } from 'node:crypto';
import { release } from 'node:os';

export interface SettingsOptions {
  port: number;
  /** False only for tests: a power cut may then lose data. */
  durable: boolean;
}

/** The command line's `-c name=value` pairs. */
export function serverArguments(options: SettingsOptions): string[] {
  const settings = { ...commonSettings, ...(options.durable ? durable : forgetful) };
  return Object.entries({
    ...settings,
    port: String(options.port),
    'baton.settings': fingerprint(options),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A running server with another fingerprint was started by a build with other settings. */
export function fingerprint({ durable: isDurable }: Pick<SettingsOptions, 'durable'>): string {
  const settings = { ...commonSettings, ...(isDurable ? durable : forgetful) };
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 12);
}

const commonSettings = {
  listen_addresses: '127.0.0.1',
  // A socket's path may have about 107 bytes, and a checkout may lie deeper than that.
  unix_socket_directories: '',
  max_connections: '80',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  // Containers often give /dev/shm no more than 64 MB; our queries are short anyway.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_logical_replication_workers: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  logging_collector: 'off',
};

const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // After a crash: one call for the file system instead of one for each of a thousand files, 10 ms
  // instead of 2.5 s on a busy disk. Older Linux does not report every write error that way.
  ...(hasReliableSyncfs() && { recovery_init_sync_method: 'syncfs' }),
};
const forgetful = { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'off' };

/** Linux 5.8 and newer: https://www.postgresql.org/docs/18/runtime-config-error-handling.html */
function hasReliableSyncfs(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return process.platform === 'linux' && (major > 5 || (major === 5 && minor >= 8));
}
