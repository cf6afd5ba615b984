// Numbers for texts that are not kept: the same text gets the same number again. Only 62 bits of a
// hash are held for each, in flat arrays; two of a million texts share them once in millions of
// knowledge bases.

const MOST_FULL = 0.7;
const FREE = 0;

export class TextNumbers {
  private size = 0;
  private ones = new Int32Array(64);
  private others = new Int32Array(64);
  /** The number, plus one. */
  private numbers = new Int32Array(64);

  /** Numbers are handed out in ascending order, from 0. */
  of(text: string): number {
    if (this.size + 1 > this.numbers.length * MOST_FULL) this.grow();
    const [one, other] = hashOf(text);
    const at = this.placeOf(one, other);
    const known = this.numbers[at] as number;
    if (known !== FREE) return known - 1;
    return this.put(at, one, other, this.size++);
  }

  private put(at: number, one: number, other: number, number: number): number {
    this.ones[at] = one;
    this.others[at] = other;
    this.numbers[at] = number + 1;
    return number;
  }

  /** Where it is, or would be. */
  private placeOf(one: number, other: number): number {
    const mask = this.numbers.length - 1;
    let at = one & mask;
    while (this.numbers[at] !== FREE && (this.ones[at] !== one || this.others[at] !== other))
      at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { ones, others, numbers } = this;
    this.ones = new Int32Array(numbers.length * 2);
    this.others = new Int32Array(numbers.length * 2);
    this.numbers = new Int32Array(numbers.length * 2);
    for (let i = 0; i < numbers.length; i++) {
      if (numbers[i] === FREE) continue;
      const [one, other] = [ones[i] as number, others[i] as number];
      this.put(this.placeOf(one, other), one, other, (numbers[i] as number) - 1);
    }
  }
}

/** Two halves that have nothing to do with each other (cyrb53's mixing, to 64 bits). */
function hashOf(text: string): [number, number] {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return [one | 0, other | 0];
}
