/**
 * What will be done to an installation, round by round: made from the seed before anything starts, so
 * that the same seed strikes with the same faults in the same order and at the same pauses.
 */
import { type Chance, chanceOf } from '../support/random.ts';
import type { LinkTrouble } from '../support/link.ts';

export type Fault =
  /** SIGKILL, and started again after a while. */
  | { kind: 'kill'; server: number; downMs: number }
  | { kind: 'kill all'; downMs: number }
  /** `fast`: sessions are ended and a checkpoint written. `immediate`: as if the power went. */
  | { kind: 'postgres'; mode: 'fast' | 'immediate' }
  | {
      kind: 'link';
      where: 'customers' | 'database';
      server: number;
      trouble: LinkTrouble;
      ms: number;
      delayMs: number;
    }
  /** Nobody hears any news for so long. It begins in its round and goes on in those after it. */
  | { kind: 'late feed'; ms: number }
  /** Its wall clock jumps to so far ahead of the true time, or behind it. */
  | { kind: 'clock'; server: number; aheadMs: number }
  /** Every server in turn: SIGTERM, drain, end, start. */
  | { kind: 'rolling restart' };

export interface Round {
  number: number;
  /** Before it strikes. */
  pauseMs: number;
  /** Strikes while the model writes, if it comes to that. */
  whileModelWrites: boolean;
  /** All at once. */
  faults: Fault[];
  /** Who writes answers after it; else the documents are quoted. */
  model: boolean;
}

export interface Scale {
  rounds: number;
  servers: number;
  /** PostgreSQL stands apart from the servers, with a line to each. */
  apart: boolean;
}

const HOUR_MS = 3_600_000;
/** With a model that writes; the rest of the time the documents are quoted. */
const WITH_MODEL = 0.75;
const ROLLING_EVERY = 60;

export function planOf(seed: number, scale: Scale): Round[] {
  const chance = chanceOf(seed).fork('plan');
  const middle = Math.ceil(scale.rounds / 2);
  return Array.from({ length: scale.rounds }, (_, index): Round => {
    const number = index + 1;
    const rolls = number === middle || number % ROLLING_EVERY === 0;
    const faults = faultsOf(chance, scale);
    return {
      number,
      pauseMs: chance.between(50, 1_600),
      whileModelWrites: number % 2 === 0,
      faults: rolls ? [{ kind: 'rolling restart' }] : faults,
      // Whatever is still owed after the last round is the model's to answer.
      model: number === scale.rounds || chance.next() < WITH_MODEL,
    };
  });
}

/** One, and now and then two of different kinds at once. */
function faultsOf(chance: Chance, scale: Scale): Fault[] {
  const first = faultOf(chance, scale);
  const second = faultOf(chance, scale);
  const both = chance.next() < 0.3 && familyOf(first) !== familyOf(second);
  return both ? [first, second] : [first];
}

const familyOf = ({ kind }: Fault): string => (kind === 'kill all' ? 'kill' : kind);

function faultOf(chance: Chance, { servers, apart }: Scale): Fault {
  const server = chance.between(0, servers - 1);
  const downMs = chance.between(0, 400);
  const dice = chance.next();
  if (dice < 0.28) return { kind: 'kill', server, downMs };
  if (dice < 0.32) return { kind: 'kill all', downMs };
  if (dice < 0.44) return { kind: 'late feed', ms: chance.between(1_000, 20_000) };
  if (dice < 0.54) return { kind: 'postgres', mode: chance.oneOf(['fast', 'immediate'] as const) };
  if (dice < 0.68) return { kind: 'clock', server, aheadMs: chance.between(-9, 9) * HOUR_MS };
  const where = apart && chance.next() < 0.5 ? 'database' : 'customers';
  return { kind: 'link', where, server, ...troubleOf(chance) };
}

function troubleOf(chance: Chance): { trouble: LinkTrouble; ms: number; delayMs: number } {
  // A black hole costs time-outs, half a minute of them: seldom.
  const often = ['cut', 'hang', 'delay', 'half-close'] as const;
  const trouble = chance.next() < 0.06 ? 'black hole' : chance.oneOf(often);
  const ms = chance.next() < 0.1 ? chance.between(5_000, 9_000) : chance.between(100, 2_500);
  return { trouble, ms, delayMs: chance.between(20, 600) };
}

/** For a count of faults: `kill`, `postgres immediate`, `database link hang` … */
export function nameOf(fault: Fault): string {
  switch (fault.kind) {
    case 'postgres':
      return `postgres ${fault.mode}`;
    case 'link':
      return `${fault.where} link ${fault.trouble}`;
    case 'clock':
      return fault.aheadMs < 0 ? 'clock back' : 'clock forward';
    default:
      return fault.kind;
  }
}

/** The same with whom it strikes, for the log. */
export function told(fault: Fault): string {
  const whom = 'server' in fault ? ` of server ${fault.server + 1}` : '';
  const hours = fault.kind === 'clock' ? ` (${fault.aheadMs / HOUR_MS} h)` : '';
  return `${nameOf(fault)}${whom}${hours}`;
}
