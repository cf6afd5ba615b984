// The best few of many, without sorting them all.

/** Slots with the highest values, best first; NaN never counts. At most `count` of them. */
export function topSlots(values: ArrayLike<number>, count: number): number[] {
  let kept: number[] = [];
  let bar = Number.NEGATIVE_INFINITY;
  const prune = (): void => {
    kept.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
    kept = kept.slice(0, count);
    if (kept.length === count) bar = values[kept[count - 1] as number] as number;
  };
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot] as number;
    if (!(value > bar)) continue;
    kept.push(slot);
    if (kept.length >= count * 4) prune();
  }
  prune();
  return kept;
}

/** The same of these slots alone. */
export function topSlotsOf(slots: Int32Array, values: ArrayLike<number>, count: number): number[] {
  let kept: number[] = [];
  let bar = Number.NEGATIVE_INFINITY;
  const prune = (): void => {
    kept.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
    kept = kept.slice(0, count);
    if (kept.length === count) bar = values[kept[count - 1] as number] as number;
  };
  for (const slot of slots) {
    // Slots come in no order: of equals the lower must win.
    if (!((values[slot] as number) >= bar)) continue;
    kept.push(slot);
    if (kept.length >= count * 4) prune();
  }
  prune();
  return kept;
}
