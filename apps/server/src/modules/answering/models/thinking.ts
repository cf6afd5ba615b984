/**
 * Drops what a model says to itself. Providers keep thoughts apart; local servers often put them
 * into the text between marks (`<think>…</think>` of DeepSeek and Qwen, the channels of gpt-oss).
 * No piece of a thought, and no piece of a mark, may pass, wherever the stream is cut.
 */

/** From the first to the second; without a second, the mark alone is dropped. */
const MARKS: readonly (readonly [string, string | null])[] = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<reasoning>', '</reasoning>'],
  ['[think]', '[/think]'],
  ['◁think▷', '◁/think▷'],
  ['<|channel|>analysis', '<|channel|>final<|message|>'],
  ['<|channel|>commentary', '<|channel|>final<|message|>'],
  ['<|channel|>final<|message|>', null],
  ['<|im_end|>', null],
  ['<|return|>', null],
  ['<|eot_id|>', null],
  ['<|end|>', null],
];
/** Templates that begin the thought in the prompt leave only its end in the answer. */
const STRAY_ENDS = MARKS.map(([, end]) => end).filter((end) => end?.includes('/') === true);

export interface ThoughtFilter {
  /** What of it may be said. */
  push(text: string): string;
  /** What was held back and turns out to be plain text. */
  end(): string;
  /** Is a thought going on? */
  readonly thinking: boolean;
  /** Characters of thoughts so far. */
  readonly thought: number;
  /** A thought ended that never began: what was said before it was one. */
  readonly strayEnd: boolean;
}

/** `startsThinking`: the answer begins inside a thought whose beginning is not sent. */
export function createThoughtFilter({ startsThinking = false } = {}): ThoughtFilter {
  let held = '';
  let until: string | null = startsThinking ? '</think>' : null;
  /** Such a model may also answer without a thought: then what was held is the answer. */
  let perhaps = startsThinking ? '' : null;
  let said = false;
  let thought = 0;
  let strayEnd = false;

  function say(text: string): string {
    const spoken = said ? text : text.trimStart();
    if (spoken !== '') said = true;
    return spoken;
  }

  function push(text: string): string {
    held += text;
    let out = '';
    for (;;) {
      const lower = lowerCase(held);
      if (until !== null) {
        const at = lower.indexOf(until);
        const gone = at >= 0 ? at : held.length - openEnd(lower, [until]);
        thought += gone;
        if (perhaps !== null) perhaps += held.slice(0, gone);
        if (at < 0) {
          held = held.slice(gone);
          return out;
        }
        held = held.slice(at + until.length);
        until = null;
        perhaps = null;
        continue;
      }
      const mark = firstMark(lower);
      if (mark === null) {
        const safe = held.length - openEnd(lower, EVERY_START);
        out += say(held.slice(0, safe));
        held = held.slice(safe);
        return out;
      }
      if (mark.stray && said) strayEnd = true;
      // Said by nobody yet: what stands before a stray end was a thought.
      if (!mark.stray) out += say(held.slice(0, mark.at));
      else thought += mark.at;
      held = held.slice(mark.at + mark.length);
      until = mark.until;
    }
  }

  return {
    push,
    end() {
      const rest = perhaps !== null ? perhaps + held : until === null ? held : '';
      if (perhaps !== null) thought = 0;
      held = '';
      return say(rest);
    },
    get thinking() {
      return until !== null;
    },
    get thought() {
      return thought;
    },
    get strayEnd() {
      return strayEnd;
    },
  };
}

const MARK_BEGINS = /[<[◁]/;
const EVERY_START = [...MARKS.map(([start]) => start), ...STRAY_ENDS] as string[];

function firstMark(lower: string) {
  let first: { at: number; length: number; until: string | null; stray: boolean } | null = null;
  const consider = (mark: string, until: string | null, stray: boolean): void => {
    const at = lower.indexOf(mark);
    // At the same place the longer mark is meant.
    if (at < 0 || (first && (at > first.at || (at === first.at && mark.length < first.length)))) {
      return;
    }
    first = { at, length: mark.length, until, stray };
  };
  if (!MARK_BEGINS.test(lower)) return null;
  for (const [start, end] of MARKS) consider(start, end, false);
  for (const end of STRAY_ENDS) consider(end as string, null, true);
  return first as { at: number; length: number; until: string | null; stray: boolean } | null;
}

/** How many characters at the end may be the beginning of one of these marks. */
function openEnd(lower: string, marks: readonly string[]): number {
  const longest = Math.min(lower.length, Math.max(...marks.map((mark) => mark.length)) - 1);
  for (let length = longest; length > 0; length--) {
    if (!MARK_BEGINS.test(lower.charAt(lower.length - length))) continue;
    const tail = lower.slice(-length);
    if (marks.some((mark) => mark.length > length && mark.startsWith(tail))) return length;
  }
  return 0;
}

/** Letters of marks only: other letters may change their length, and places must stay. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
