// Topics learned at run time from a company's own example phrases, and the sense of being outside
// all of them. Pure: vectors in, classifier out, the same for the same examples.
//
//   which topic    closeness in whitened space (centre + three nearest) + logistic regression there
//   outside?       plain closeness to that topic + how clear the choice was, calibrated by the examples
//                  themselves: each in turn is left out, and, as a stranger, its whole topic is

import { dot, sigmoid } from './text-head.ts';
import { softmaxRegression } from './softmax-regression.ts';
import { meanOf, unit, whitening } from './whitening.ts';

export interface TopicExample {
  topic: string;
  vector: Float32Array;
}

export interface TopicGuess {
  topic: string;
  /** Calibrated probability that the message belongs to a topic, and to this one. */
  confidence: number;
}

export interface TopicClassifier {
  classify(vector: Float32Array): TopicGuess;
  /** At or above: in scope. */
  readonly threshold: number;
}

const NEAREST = 3;
/** Weight of the regression's log-probability beside closeness (1 + 1 at most). */
const REGRESSION = 0.1;
/** Examples used to calibrate; more add time, not truth. */
const CALIBRATED_ON = 600;
/**
 * Strangers weigh this much: support is asked things it does not know. A topic that is left out is a
 * nearer stranger than most real ones, so they count less than their true share.
 */
const STRANGERS = 0.13;
const IN_SCOPE = 0.5;

interface Space {
  vectors: Float32Array[];
  centres: Float32Array[];
}

export function learnTopics(examples: readonly TopicExample[]): TopicClassifier {
  const topics = [...new Set(examples.map((each) => each.topic))];
  if (topics.length === 0) throw new Error('no topics to learn');
  const size = examples[0]?.vector.length ?? 0;
  const labels = examples.map((each) => topics.indexOf(each.topic));
  const members = topics.map((_, topic) =>
    labels.flatMap((label, at) => (label === topic ? [at] : [])),
  );
  const plain = spaceOf(
    examples.map((each) => each.vector),
    members,
    size,
  );
  const white = whitening(
    members.map((own) => own.map((at) => plain.vectors[at] as Float32Array)),
    size,
  );
  const spread = spaceOf(
    plain.vectors.map((vector) => white.apply(vector)),
    members,
    size,
  );
  const regression = softmaxRegression(spread.vectors, labels, topics.length);

  const closeness = (space: Space, vector: Float32Array, without: number): Float64Array =>
    Float64Array.from(members, (own, topic) => close(space, vector, own, topic, without));
  /** Features of the guess; `without` leaves an example out, `barred` its whole topic. */
  const weigh = (vector: Float32Array, whitened: Float32Array, without = -1, barred = -1) => {
    const near = closeness(spread, whitened, without);
    const log = regression(whitened);
    const mixed = near.map((each, topic) =>
      topic === barred ? Number.NEGATIVE_INFINITY : each + REGRESSION * (log[topic] as number),
    );
    const topic = mixed.indexOf(Math.max(...mixed));
    const clear = share(mixed, topic);
    const own = members[topic] as number[];
    return { topic, x: close(plain, vector, own, topic, without) + 0.2 * clear };
  };
  const line = calibrate(spread, plain, labels, weigh);
  return {
    threshold: IN_SCOPE,
    classify(vector) {
      const { topic, x } = weigh(vector, white.apply(vector));
      return {
        topic: topics[topic] as string,
        confidence: sigmoid(line.slope * x + line.intercept),
      };
    },
  };
}

function spaceOf(vectors: Float32Array[], members: readonly number[][], size: number): Space {
  const centres = members.map((own) =>
    unit(
      meanOf(
        own.map((at) => vectors[at] as Float32Array),
        size,
      ),
    ),
  );
  return { vectors, centres };
}

/** Cosine to the centre plus the mean of the three nearest; an example never meets itself. */
function close(
  space: Space,
  vector: Float32Array,
  own: readonly number[],
  topic: number,
  without: number,
): number {
  const best = [-1, -1, -1];
  let counted = 0;
  for (const at of own) {
    if (at === without) continue;
    counted += 1;
    const cosine = dot(vector, space.vectors[at] as Float32Array);
    for (let place = 0; place < NEAREST; place += 1)
      if (cosine > (best[place] as number)) {
        best.splice(place, 0, cosine);
        best.pop();
        break;
      }
  }
  if (counted === 0) return -1;
  const nearest = best.slice(0, Math.min(NEAREST, counted));
  const mean = nearest.reduce((sum, each) => sum + each, 0) / nearest.length;
  let centre = dot(vector, space.centres[topic] as Float32Array);
  // Taking one of n out of a centre moves it by about 1/n of the way to that one.
  if (counted < own.length) centre -= (1 - centre) / (counted + 1);
  return centre + mean;
}

const share = (scores: Float64Array, at: number): number => {
  const highest = scores[at] as number;
  let sum = 0;
  for (const each of scores) sum += Math.exp(10 * (each - highest));
  return 1 / sum;
};

function calibrate(
  spread: Space,
  plain: Space,
  labels: readonly number[],
  weigh: (
    vector: Float32Array,
    whitened: Float32Array,
    without: number,
    barred: number,
  ) => { topic: number; x: number },
): { slope: number; intercept: number } {
  const step = Math.max(1, Math.floor(labels.length / CALIBRATED_ON));
  const points: { x: number; right: boolean; weight: number }[] = [];
  for (let at = 0; at < labels.length; at += step) {
    const vector = plain.vectors[at] as Float32Array;
    const whitened = spread.vectors[at] as Float32Array;
    const own = weigh(vector, whitened, at, -1);
    points.push({ x: own.x, right: own.topic === labels[at], weight: 1 - STRANGERS });
    const stranger = weigh(vector, whitened, at, labels[at] as number);
    if (Number.isFinite(stranger.x))
      points.push({ x: stranger.x, right: false, weight: STRANGERS });
  }
  return weightedLine(points);
}

/** One-feature logistic regression by Newton's method. */
function weightedLine(points: readonly { x: number; right: boolean; weight: number }[]) {
  const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  let [a, b] = [4, 0];
  for (let step = 0; step < 60; step += 1) {
    let [ga, gb, haa, hab, hbb] = [0.01 * (a - 4), 0, 0.01, 0, 1e-6];
    for (const { x, right, weight } of points) {
      const d = x - middle;
      const p = sigmoid(a * d + b);
      const slope = weight * (p - (right ? 1 : 0));
      const h = weight * Math.max(1e-9, p * (1 - p));
      ga += slope * d;
      gb += slope;
      haa += h * d * d;
      hab += h * d;
      hbb += h;
    }
    const det = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / det;
    const db = (haa * gb - hab * ga) / det;
    const damp = Math.min(1, 4 / Math.max(Math.abs(da), Math.abs(db), 1e-12));
    a -= damp * da;
    b -= damp * db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return { slope: a, intercept: b - a * middle };
}
