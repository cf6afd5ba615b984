// A unit of the answer with what was found about it.

import type { Unit } from './answer-parser.ts';

export interface CheckedClaim {
  text: string;
  /** 0..1 */
  support: number;
  carried: boolean;
  /** Those that carry it, as numbered; empty where none does. */
  carriers: number[];
  /** In words, where it is not carried. */
  why: string | null;
  /** Of a list or table. */
  item: number | null;
}

/**
 * `courtesy` claims nothing; `label` names what follows and goes with it; `unsaid` is left out
 * without being held against the answer (a list of sources, a bare "Yes.").
 */
export type Verdict =
  | { kind: 'claims'; unit: Unit; claims: CheckedClaim[] }
  | { kind: 'courtesy'; unit: Unit }
  | { kind: 'label'; unit: Unit }
  | { kind: 'unsaid'; unit: Unit };
