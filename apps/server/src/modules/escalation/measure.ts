// One turn measured: every signal and the confidence. The only waiting is for vectors.

import type { Generation } from '@baton/protocol';
import type { Policy } from './core/policy/policy.ts';
import { generatedConfidence, keptShare } from './core/calibration/generated-confidence.ts';
import { supportModelId } from './core/support/model.ts';
import type { Measurement } from './core/decision-record.ts';
import type { Confidence, Signals } from './core/signals.ts';
import { calibrated, calibratorId } from './core/calibration/calibrator.ts';
import { type OwnCalibration, recalibrated } from './core/calibration/recalibration.ts';
import type { LexicalFeatures } from './core/text/lexical-features.ts';
import { textKind } from './core/text/text-shape.ts';
import { aiTurnsSoFar, runOf, type TurnInput, type TurnRetrieval } from './core/turn.ts';
import { calibratorsFor, type DecisionModels } from './models.ts';
import type { Embed } from './ports.ts';
import { actionScores } from './signals/action-intents.ts';
import { directRequest } from './signals/direct-request.ts';
import { evidenceFeatures } from './signals/evidence.ts';
import { frustration } from './signals/frustration.ts';
import { guessLanguage } from './signals/language.ts';
import { type Reading, readMessages } from './signals/reading.ts';
import { repeatedQuestion } from './signals/repeated-question.ts';
import { smallTalk } from './signals/small-talk.ts';
import { support } from './signals/support.ts';
import { tagMatcherId, tagScores } from './signals/tags.ts';
import { topicScores } from './signals/topics.ts';

/** How near a question must come to a pinned one to be that one. */
const PINNED = 0.9;
/** Earlier customer messages that a question is compared with. */
const EARLIER_READ = 8;

export async function measure(
  models: DecisionModels,
  embed: Embed,
  turn: TurnInput,
  policy: Policy,
): Promise<Measurement> {
  const { history, retrieval, draft } = turn;
  const kind = textKind(turn.text);
  const said = history.filter((message) => message.author === 'customer').map(({ text }) => text);
  const messages = [...said.slice(-EARLIER_READ), turn.text];
  const readings = await readMessages(messages, sentenceInterest(models), embed);
  const earlier = readings.slice(0, -1);
  const now = readings.at(-1) as (typeof readings)[number];

  const talk = smallTalk(models.smallTalk, now, kind, history);
  const found = await evidenceOf(models, embed, turn, now, retrieval);
  const written = writtenBy(turn);
  const signals: Signals = {
    text: {
      kind,
      characters: turn.text.length,
      // "OK" is in no language: then the customer's earlier words say which one they write in.
      language: turn.language ?? guessLanguage(turn.text) ?? guessLanguage(said.join('\n')),
    },
    directRequest: directRequest(models.directRequest, now, history, talk.kind),
    frustration: frustration(models.frustration, now, earlier, history),
    repeatedQuestion: repeatedQuestion(models.samePair, now, earlier, history, draft),
    sensitiveTopics: await topicScores(models, policy.sensitiveTopics, now, embed),
    guidelines: await topicScores(models, policy.guidelines, now, embed),
    tags: await tagScores(models, policy.tags, now, embed),
    actions: await actionScores(models.topics, turn.actions ?? [], now, embed),
    smallTalk: talk,
    evidence: found,
    support: supportOf(turn),
    aiTurns: aiTurnsSoFar(history),
    clarifiedInARow: runOf(history, 'clarify'),
    offeredInARow: runOf(history, 'offer'),
    withinHours: turn.withinHours,
    modelFault: turn.generation?.fault ?? null,
  };
  return {
    question: turn.text,
    passages: (retrieval?.passages ?? []).map((passage) => ({
      passageId: passage.passageId,
      documentId: passage.documentId,
      documentVersion: passage.documentVersion ?? null,
      score: passage.score,
    })),
    signals,
    confidence: confidenceOf(models, found, turn.calibration ?? null, written),
    models: {
      ...models.ids,
      tags: tagMatcherId,
      ...(written === null ? {} : { sentenceSupport: supportModelId(models.support) }),
    },
    generation: turn.generation ?? null,
  };
}

/** Which sentences of a long message are worth a vector of their own. */
export const sentenceInterest = (models: DecisionModels) => (lexical: LexicalFeatures) =>
  Math.max(
    models.directRequest.lexicalLogit('asks', lexical),
    models.frustration.lexicalLogit('frustrated', lexical),
  );

async function evidenceOf(
  models: DecisionModels,
  embed: Embed,
  { text, asked }: Pick<TurnInput, 'text' | 'asked'>,
  now: Reading,
  retrieval: TurnRetrieval | null,
): Promise<Signals['evidence']> {
  if (retrieval === null) return null;
  const { passages } = retrieval;
  // "And on Android?" resembles nothing: the find is held against the question it stands for.
  const [vector = now.whole.vector] = asked == null || asked === text ? [] : await embed([asked]);
  const features = await evidenceFeatures(asked ?? text, vector, retrieval, embed);
  const answers =
    passages.length === 0 ? 0 : calibrated(calibratorsFor(models, features).answerable, features);
  return {
    passages: passages.length,
    answers,
    outOfScope: 1 - answers,
    documentMargin: Math.max(0, Math.min(1, features['documentMargin'] ?? 1)),
    features: Object.fromEntries(
      Object.entries(features).map(([name, value]) => [name, Math.round(value * 1e4) / 1e4]),
    ),
  };
}

/** How a model wrote the draft; null where the documents are quoted, also when a model failed. */
const writtenBy = ({ generation }: TurnInput): Generation | null =>
  generation != null && generation.fault === null ? generation : null;

/** A generated draft is carried as far as its sentences passed their check, a quoted one by its words. */
function supportOf(turn: TurnInput): number | null {
  if (turn.retrieval === null) return null;
  const written = writtenBy(turn);
  if (written === null) return support(turn.draft, turn.retrieval.passages);
  return turn.draft === null ? null : keptShare(written);
}

function confidenceOf(
  models: DecisionModels,
  evidence: Signals['evidence'],
  own: OwnCalibration | null,
  written: Generation | null,
): Confidence {
  if (evidence === null || evidence.passages === 0) return null;
  const { confidence } = calibratorsFor(models, evidence.features);
  const base = calibratorId(confidence);
  // A teammate has said that this passage answers this very question.
  const pinned = evidence.features['pinned'] ?? 0;
  const quoted =
    pinned >= PINNED
      ? { value: pinned, calibration: `pinned over ${base}` }
      : calibratedBy(own, { value: calibrated(confidence, evidence.features), calibration: base });
  return written === null ? quoted : calibratedBy(own, generatedConfidence(quoted, written));
}

/** One that was fitted over another calibration waits for its refit. */
const calibratedBy = (
  own: OwnCalibration | null,
  { value, calibration }: NonNullable<Confidence>,
): NonNullable<Confidence> =>
  own === null || own.base !== calibration
    ? { value, calibration }
    : { value: recalibrated(own.recalibration, value), calibration: own.id };
