// How near a question is, by meaning, to the passages of an index: from vectors in memory (meanings.ts)
// or from cosines that a database found (here). Ranking cannot tell the two apart.

/** Slots are the index's. NaN stands for "no vector". Valid until the next search. */
export interface Nearness {
  /** By slot, with the passage. */
  cosines: Float32Array;
  /** With the best of its title and headings, and of its questions. */
  headingOf(slot: number): number;
  /** With one of its questions. */
  questionOf(slot: number, at: number): number;
}

/** What a database says of one passage. */
export interface PassageCosines {
  passageId: string;
  text: number;
  heading: number;
  /** One for each of its questions, in their order. */
  questions: readonly number[];
}

let room = new Float32Array(0);

/** Room for the cosines of one search, shared by all indexes. */
export function sweepOf(count: number): Float32Array {
  if (room.length < count) room = new Float32Array(Math.ceil(count * 1.25));
  return room.subarray(0, count);
}

/** Passages that the index does not know (any more) are left out. */
export function nearnessFrom(
  found: readonly PassageCosines[],
  slotOf: (passageId: string) => number | undefined,
  count: number,
): Nearness {
  const cosines = sweepOf(count).fill(Number.NaN);
  const bySlot = new Map<number, PassageCosines>();
  for (const each of found) {
    const slot = slotOf(each.passageId);
    if (slot === undefined) continue;
    bySlot.set(slot, each);
    cosines[slot] = each.text;
  }
  return {
    cosines,
    headingOf(slot) {
      const its = bySlot.get(slot);
      return its ? Math.max(its.heading, ...its.questions) : Number.NaN;
    },
    questionOf: (slot, at) => bySlot.get(slot)?.questions[at] ?? Number.NaN,
  };
}
