/**
 * Which of our code has run, by V8's own counts (block coverage): no instrumentation, no package, and
 * what runs is what ships.
 *
 * V8 tells ranges of source text with their counts, and merges neighbours with equal ones: the same
 * branch comes in other ranges the next time. So what is compared is the text itself, character by
 * character. Asking costs some milliseconds; the loop asks once for many inputs.
 */
import { Session } from 'node:inspector';

interface Range {
  startOffset: number;
  endOffset: number;
  count: number;
}
interface Script {
  scriptId: string;
  url: string;
  functions: { ranges: Range[] }[];
}

/** By script: a one for each character that ran. */
export type Ran = Map<string, Uint8Array>;

export interface Coverage {
  /** What ran since it was last asked, and never before; null when there is none. */
  news(): Ran | null;
  /** Which of `wanted` ran since it was last asked, and what of it is left; null: nothing. */
  split(wanted: Ran): { there: Ran | null; left: Ran | null };
  /** Characters of code that ran, of all that there are in scripts of which any ran. */
  reached(): { ran: number; of: number };
  close(): void;
}

export function startCoverage(covers: RegExp): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const seen: Ran = new Map();

  /** Calls with what ran of each script since it was last asked. */
  function eachScript(tell: (id: string, ran: Uint8Array) => void): void {
    for (const { scriptId, url, functions } of take(session))
      if (covers.test(url)) tell(scriptId, charactersThatRan(functions));
  }

  return {
    news() {
      const fresh: Ran = new Map();
      eachScript((id, ran) => {
        const before = seen.get(id) ?? new Uint8Array(ran.length);
        const now = new Uint8Array(Math.max(ran.length, before.length));
        now.set(before);
        let any = false;
        for (let at = 0; at < ran.length; at += 1) {
          if (before[at] === 1) ran[at] = 0;
          if (ran[at] !== 1) continue;
          any = true;
          now[at] = 1;
        }
        seen.set(id, now);
        if (any) fresh.set(id, ran);
      });
      return fresh.size > 0 ? fresh : null;
    },
    split(wanted) {
      const there: Ran = new Map();
      const left: Ran = new Map(wanted);
      eachScript((id, ran) => {
        const mask = wanted.get(id);
        if (mask === undefined) return;
        const rest = mask.map((one, at) => (one === 1 && ran[at] !== 1 ? 1 : 0));
        const hit = mask.map((one, at) => (one === 1 && ran[at] === 1 ? 1 : 0));
        if (hit.includes(1)) there.set(id, hit);
        if (rest.includes(1)) left.set(id, rest);
        else left.delete(id);
      });
      return { there: there.size > 0 ? there : null, left: left.size > 0 ? left : null };
    },
    reached() {
      let ran = 0;
      let of = 0;
      for (const script of seen.values()) {
        of += script.length;
        for (const one of script) ran += one;
      }
      return { ran, of };
    },
    close: () => session.disconnect(),
  };
}

/** Outer functions and ranges come before those within them, which have the last word. */
function charactersThatRan(functions: Script['functions']): Uint8Array {
  const ranges = functions.flatMap((each) => each.ranges);
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const ran = new Uint8Array(Math.max(0, ...ranges.map(({ endOffset }) => endOffset)));
  for (const { startOffset, endOffset, count } of ranges)
    ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return ran;
}

/** The inspector of one's own thread answers before `post` returns. */
function take(session: Session): Script[] {
  let scripts: Script[] = [];
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error === null) scripts = taken.result;
  });
  return scripts;
}
