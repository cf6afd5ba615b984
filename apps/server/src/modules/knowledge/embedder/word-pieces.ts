// BERT's uncased word pieces, as all-MiniLM-L6-v2 was trained with: clean, fold, split at spaces,
// punctuation and ideographs, then the longest known piece first.

const CLS = '[CLS]';
const SEP = '[SEP]';
const UNKNOWN = '[UNK]';
const LONGEST_WORD = 100;

const SPACES = /\s+/u;
const MARKS = /\p{Mn}+/gu;
const DROPPED = /[\u0000\uFFFD]|[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const IDEOGRAPH =
  /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu;
const PUNCTUATION = /[!-/:-@[-`{-~]|\p{P}/gu;

export class WordPieces {
  private readonly ids: Map<string, number>;
  private readonly cls: number;
  private readonly sep: number;
  private readonly unknown: number;

  /** `vocabulary`: one piece a line; the line number is the id. */
  constructor(vocabulary: string) {
    this.ids = new Map(
      vocabulary
        .trimEnd()
        .split('\n')
        .map((piece, id) => [piece, id]),
    );
    this.cls = this.known(CLS);
    this.sep = this.known(SEP);
    this.unknown = this.known(UNKNOWN);
  }

  /** Ids with the two frame tokens, at most `maxTokens` of them: the rest of the text is cut off. */
  encode(text: string, maxTokens: number): number[] {
    const ids = [this.cls];
    const room = maxTokens - 1;
    for (const word of split(text)) {
      this.pieces(word, ids);
      if (ids.length >= room) break;
    }
    ids.length = Math.min(ids.length, room);
    ids.push(this.sep);
    return ids;
  }

  private pieces(word: string, into: number[]): void {
    const letters = [...word];
    if (letters.length > LONGEST_WORD) {
      into.push(this.unknown);
      return;
    }
    const found: number[] = [];
    let start = 0;
    while (start < letters.length) {
      let end = letters.length;
      let id: number | undefined;
      for (; end > start; end--) {
        const piece = letters.slice(start, end).join('');
        id = this.ids.get(start === 0 ? piece : `##${piece}`);
        if (id !== undefined) break;
      }
      if (id === undefined) {
        into.push(this.unknown);
        return;
      }
      found.push(id);
      start = end;
    }
    into.push(...found);
  }

  private known(piece: string): number {
    const id = this.ids.get(piece);
    if (id === undefined) throw new Error(`the vocabulary has no ${piece}`);
    return id;
  }
}

function split(text: string): string[] {
  return text
    .replace(/[\t\n\r]/g, ' ')
    .replace(DROPPED, '')
    .replace(IDEOGRAPH, ' $& ')
    .normalize('NFD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(PUNCTUATION, ' $& ')
    .split(SPACES)
    .filter(Boolean);
}
