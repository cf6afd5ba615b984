/**
 * What changed between two texts, line by line (Myers' greedy algorithm on what is left between the
 * common beginning and the common end). Pure. Texts that have little in common are shown as one
 * whole taken out and another put in: past `MOST_CHANGES` nobody reads the rest as a change.
 */

export type DiffLine = { kind: 'same' | 'removed' | 'added'; text: string };
export type DiffPart = DiffLine | { kind: 'skipped'; lines: number };

const MOST_CHANGES = 600;

export function lineDiff(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  return [
    ...as('same', a.slice(0, start)),
    ...between(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...as('same', a.slice(a.length - end)),
  ];
}

const as = (kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] =>
  lines.map((text) => ({ kind, text }));

function between(a: readonly string[], b: readonly string[]): DiffLine[] {
  const trail = furthestReaches(a, b);
  if (!trail) return [...as('removed', a), ...as('added', b)];
  // Back from the end, along the way that the reaches were made.
  const lines: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = trail.length - 1; changes > 0; changes--) {
    const reached = trail[changes - 1] as Map<number, number>;
    const diagonal = x - y;
    const down = isDown(reached, diagonal, changes);
    const fromDiagonal = down ? diagonal + 1 : diagonal - 1;
    const fromX = reached.get(fromDiagonal) ?? 0;
    const fromY = fromX - fromDiagonal;
    while (
      x > fromX &&
      y > fromY &&
      !(x === fromX + (down ? 0 : 1) && y === fromY + (down ? 1 : 0))
    ) {
      x -= 1;
      y -= 1;
      lines.push({ kind: 'same', text: a[x] as string });
    }
    if (down) lines.push({ kind: 'added', text: b[fromY] as string });
    else lines.push({ kind: 'removed', text: a[fromX] as string });
    x = fromX;
    y = fromY;
  }
  while (x > 0) {
    x -= 1;
    lines.push({ kind: 'same', text: a[x] as string });
  }
  return lines.reverse();
}

const isDown = (reached: ReadonlyMap<number, number>, diagonal: number, changes: number) =>
  diagonal === -changes ||
  (diagonal !== changes && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));

/** For each number of changes, how far along `a` each diagonal can be reached; null when too many. */
function furthestReaches(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const trail: Map<number, number>[] = [];
  let before = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= Math.min(a.length + b.length, MOST_CHANGES); changes++) {
    const reached = new Map<number, number>();
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = isDown(before, diagonal, changes)
        ? (before.get(diagonal + 1) ?? 0)
        : (before.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reached.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return [...trail, reached];
    }
    trail.push(reached);
    before = reached;
  }
  return null;
}

/** The changes with a few lines around each; what is the same in between is only counted. */
export function aroundChanges(lines: readonly DiffLine[], around = 2): DiffPart[] {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ kind }, index) => {
    if (kind !== 'same') near.fill(1, Math.max(0, index - around), index + around + 1);
  });
  const parts: DiffPart[] = [];
  let skipped: DiffLine[] = [];
  const flush = () => {
    // One line takes no more room than saying that there is one.
    if (skipped.length > 1) parts.push({ kind: 'skipped', lines: skipped.length });
    else parts.push(...skipped);
    skipped = [];
  };
  lines.forEach((line, index) => {
    if (near[index] === 0) return void skipped.push(line);
    flush();
    parts.push(line);
  });
  flush();
  return parts;
}
