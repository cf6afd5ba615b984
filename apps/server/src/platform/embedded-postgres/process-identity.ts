/**
 * Tells one process from another that got the same number later.
 *
 * A pid alone proves nothing: after a restart of the machine or of a container the same number
 * belongs to somebody else. A pid with its start time, within one boot and one pid namespace,
 * names a process for good.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

export interface ProcessIdentity {
  pid: number;
  /** Opaque; null where the system does not tell. */
  startedAt: string | null;
  /** This boot of this machine, and this container: pids are only comparable within it. */
  world: string;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startedAt: startTimeOf(process.pid), world: thisWorld() };
}

export type Liveness = 'alive' | 'dead' | 'elsewhere';

/** Whether that very process still runs. "elsewhere": it ran where we cannot see it. */
export function livenessOf({ pid, startedAt, world }: ProcessIdentity): Liveness {
  if (world !== thisWorld()) return 'elsewhere';
  if (!isRunning(pid)) return 'dead';
  return startedAt === null || startTimeOf(pid) === startedAt ? 'alive' : 'dead';
}

/** A zombie counts as gone: it holds nothing any more, and some containers never reap it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return linuxStat(pid)?.state !== 'Z';
}

function startTimeOf(pid: number): string | null {
  if (process.platform === 'linux') return linuxStat(pid)?.startTime ?? null;
  if (process.platform === 'win32') return null;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function linuxStat(pid: number): { state: string; startTime: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTime: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function thisWorld(): string {
  const boot = quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const pids = quietly(() => readlinkSync('/proc/self/ns/pid'));
  return `${process.platform} ${boot} ${pids}`.trim();
}

function quietly(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
