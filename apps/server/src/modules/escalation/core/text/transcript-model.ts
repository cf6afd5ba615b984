// Where did people take over in a company's own past chats, and where will they next? A logistic
// model over what is said, by whom, how it repeats and how far the chat has come, learned at run time
// from that company's transcripts. Words may be real or anonymous ids: only their sameness counts.

export interface PastTurn {
  author: 'customer' | 'other';
  words: string[];
}

export interface PastChat {
  turns: PastTurn[];
  /** Turns at which a person took over, or should have. */
  handoffs: boolean[];
}

export interface TranscriptModel {
  /** Probability of a handoff at each turn, reading only what was said up to it. */
  read(turns: readonly PastTurn[]): number[];
  /** The line above which the training chats' F1 was best. */
  threshold: number;
}

const BUCKETS = 1 << 17;
const PASSES = 12;
const RATE = 0.15;
const L2 = 1e-6;

type Features = Map<number, number>;

export function learnFromTranscripts(chats: readonly PastChat[]): TranscriptModel {
  // The threshold is chosen on chats that the weights did not see.
  const kept = chats.filter((_, at) => at % 5 === 4);
  const trial = weightsOf(chats.filter((_, at) => at % 5 !== 4));
  const scored = kept.flatMap(({ turns, handoffs }) =>
    readWith(trial, turns).map((score, at) => ({ score, positive: handoffs[at] === true })),
  );
  const weights = weightsOf(chats);
  return { read: (turns) => readWith(weights, turns), threshold: bestF1(scored) };
}

function readWith(weights: Float64Array, turns: readonly PastTurn[]): number[] {
  return featuresOf(turns).map((features) => probability(weights, features));
}

function weightsOf(chats: readonly PastChat[]): Float64Array {
  const weights = new Float64Array(BUCKETS + 1);
  const squares = new Float64Array(BUCKETS + 1).fill(1e-4);
  const rows = chats.flatMap(({ turns, handoffs }) =>
    featuresOf(turns).map((features, at) => ({ features, label: handoffs[at] === true ? 1 : 0 })),
  );
  for (let pass = 0; pass < PASSES; pass += 1)
    for (let step = 0; step < rows.length; step += 1) {
      const row = rows[(step * 7_919 + pass) % rows.length];
      if (row === undefined) continue;
      const slope = probability(weights, row.features) - row.label;
      const learn = (bucket: number, value: number) => {
        const g = slope * value + L2 * (weights[bucket] as number);
        squares[bucket] = (squares[bucket] as number) + g * g;
        weights[bucket] = (weights[bucket] as number) - (RATE * g) / Math.sqrt(squares[bucket]);
      };
      for (const [bucket, value] of row.features) learn(bucket, value);
      learn(BUCKETS, 1);
    }
  return weights;
}

function probability(weights: Float64Array, features: Features): number {
  let sum = weights[BUCKETS] as number;
  for (const [bucket, value] of features) sum += (weights[bucket] as number) * value;
  return 1 / (1 + Math.exp(-sum));
}

function featuresOf(turns: readonly PastTurn[]): Features[] {
  const before = new Set<string>();
  return turns.map((turn, at) => {
    const features: Features = new Map();
    const add = (name: string, value: number) => {
      const bucket = hash(name) % BUCKETS;
      features.set(bucket, (features.get(bucket) ?? 0) + value);
    };
    const bag = (label: string, words: readonly string[], weight: number) => {
      const value = weight / Math.sqrt(Math.max(1, words.length));
      words.forEach((word, place) => {
        add(`${label}:${word}`, value);
        if (place > 0) add(`${label}:${words[place - 1]} ${word}`, value);
      });
    };
    bag(turn.author, turn.words, 1.5);
    const previous = turns[at - 1];
    if (previous !== undefined) bag(`1${previous.author}`, previous.words, 0.8);
    const second = turns[at - 2];
    if (second !== undefined) bag(`2${second.author}`, second.words, 0.5);
    add(`by:${turn.author}`, 1);
    add(`after:${previous?.author ?? 'start'}:${turn.author}`, 1);
    add(`turn:${Math.min(12, at)}`, 1);
    add(`length:${Math.min(8, Math.round(Math.log2(1 + turn.words.length)))}`, 1);
    const known = turn.words.filter((word) => before.has(word)).length;
    add('repeats', turn.words.length === 0 ? 0 : known / turn.words.length);
    add(
      'asked so far',
      turns.slice(0, at + 1).filter((each) => each.author === 'customer').length / 10,
    );
    if (turn.author === 'customer') for (const word of turn.words) before.add(word);
    return features;
  });
}

function bestF1(scored: readonly { score: number; positive: boolean }[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const positives = scored.filter((each) => each.positive).length;
  let tp = 0;
  let best = { f1: -1, threshold: 0.5 };
  sorted.forEach(({ score, positive }, at) => {
    if (positive) tp += 1;
    const f1 = (2 * tp) / (at + 1 + positives);
    if (f1 > best.f1 && sorted[at + 1]?.score !== score) best = { f1, threshold: score };
  });
  return best.threshold;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}
