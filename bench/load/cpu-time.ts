/**
 * CPU time by Linux's books: of PostgreSQL with all its processes, of this process, and of the
 * programs that it has started. On a machine that others use too, time passes while we wait for a
 * core; CPU time is what the work itself cost.
 */
import { readdirSync, readFileSync } from 'node:fs';

const MICROSECONDS_A_TICK = 10_000;

export interface CpuTime {
  /** In microseconds. */
  postgres: number;
  here: number;
  programs: number;
}

/** @param postmaster its process id */
export function cpuTime(postmaster: number | undefined): CpuTime {
  const { user, system } = process.cpuUsage();
  return {
    postgres: postmaster === undefined ? 0 : ofServer(postmaster),
    here: user + system,
    programs: (statOf(process.pid)?.ofEnded ?? 0) * MICROSECONDS_A_TICK,
  };
}

export const since = (before: CpuTime, after: CpuTime): CpuTime => ({
  postgres: after.postgres - before.postgres,
  here: after.here - before.here,
  programs: after.programs - before.programs,
});

/** Of one process, in microseconds. */
export const cpuOf = (pid: number): number => (statOf(pid)?.own ?? 0) * MICROSECONDS_A_TICK;

/** The postmaster, its living processes, and those that have ended. */
function ofServer(postmaster: number): number {
  // Between a child's end and the parent's sum it could be missed: again, until nothing has changed.
  for (let tries = 0; ; tries += 1) {
    const ended = statOf(postmaster)?.ofEnded ?? 0;
    const ticks = ofAll(postmaster);
    if (tries === 20 || (statOf(postmaster)?.ofEnded ?? 0) === ended) {
      return ticks * MICROSECONDS_A_TICK;
    }
  }
}

function ofAll(postmaster: number): number {
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = statOf(Number(entry));
    if (stat === null) continue;
    if (stat.pid === postmaster) ticks += stat.own + stat.ofEnded;
    else if (stat.parent === postmaster) ticks += stat.own;
  }
  return ticks;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; null: it has just ended. */
function statOf(pid: number) {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The second field is a name in parentheses, which may hold anything.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [utime, stime, cutime, cstime] = fields.slice(11, 15) as [number, number, number, number];
  return { pid, parent: fields[1], own: utime + stime, ofEnded: cutime + cstime };
}
