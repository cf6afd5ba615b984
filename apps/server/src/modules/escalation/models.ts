// The small models the decision reads with, checked as they are loaded. They ship as JSON in
// models/decision, each with a card that names data, licence, figures and limits.

import type { z } from 'zod';
import answerableFile from '../../../../../models/decision/answerable.json';
import answerableBySearchFile from '../../../../../models/decision/answerable-by-search.json';
import confidenceBySearchFile from '../../../../../models/decision/confidence-by-search.json';
import confidenceFile from '../../../../../models/decision/confidence.json';
import directRequestFile from '../../../../../models/decision/direct-request.json';
import frustrationFile from '../../../../../models/decision/frustration.json';
import pairMatcherFile from '../../../../../models/decision/pair-matcher.json';
import sensitiveTopicsFile from '../../../../../models/decision/sensitive-topics.json';
import sentenceSupportFile from '../../../../../models/decision/sentence-support.json';
import smallTalkFile from '../../../../../models/decision/small-talk.json';
import topicMatcherFile from '../../../../../models/decision/topic-matcher.json';
import { CalibratorFile, calibratorId } from './core/calibration/calibrator.ts';
import { SupportModelFile } from './core/support/model.ts';
import { type TextHead, textHead, TextHeadFile } from './core/text/text-head.ts';
import { PairMatcherFile } from './signals/repeated-question.ts';
import { TopicMatcherFile } from './signals/topics.ts';

export interface DecisionModels {
  directRequest: TextHead;
  frustration: TextHead;
  smallTalk: TextHead;
  /** The ready-made topics, learned from many phrases; others are known by their examples alone. */
  readyMade: TextHead;
  topics: TopicMatcherFile;
  samePair: PairMatcherFile;
  /** Do passages carry a sentence of a generated answer? */
  support: SupportModelFile;
  /** Where a reader read what was found. */
  read: Calibrators;
  /** Where search alone speaks for it. */
  bySearch: Calibrators;
  /** What measured what, for the decision record. */
  ids: Record<string, string>;
}

export interface Calibrators {
  /** Is the question answered in the knowledge at all? */
  answerable: CalibratorFile;
  /** Is the answer about to be given right? */
  confidence: CalibratorFile;
}

/** Those that were fitted on evidence of this kind. */
export const calibratorsFor = (
  models: DecisionModels,
  features: Readonly<Record<string, number>>,
): Calibrators => (wasRead(features) ? models.read : models.bySearch);

/** Did a reader read what was found? */
export const wasRead = (features: Readonly<Record<string, number>>): boolean =>
  features['readFirst'] !== undefined;

/** The models as shipped. Throws when a file is not what it should be: that is a broken build. */
export function shippedModels(): DecisionModels {
  const directRequest = textHead(checked(TextHeadFile, directRequestFile));
  const frustration = textHead(checked(TextHeadFile, frustrationFile));
  const smallTalk = textHead(checked(TextHeadFile, smallTalkFile));
  const readyMade = textHead(checked(TextHeadFile, sensitiveTopicsFile));
  const topics = checked(TopicMatcherFile, topicMatcherFile);
  const samePair = checked(PairMatcherFile, pairMatcherFile);
  const support = checked(SupportModelFile, sentenceSupportFile);
  const read = calibrators(answerableFile, confidenceFile);
  const bySearch = calibrators(answerableBySearchFile, confidenceBySearchFile);
  return {
    directRequest,
    frustration,
    smallTalk,
    readyMade,
    topics,
    samePair,
    support,
    read,
    bySearch,
    ids: {
      directRequest: directRequest.id,
      frustration: frustration.id,
      smallTalk: smallTalk.id,
      sensitiveTopics: readyMade.id,
      topics: `topic-matcher@${topics.version}`,
      repeatedQuestion: `pair-matcher@${samePair.version}`,
      answerable: calibratorId(read.answerable),
      confidence: calibratorId(read.confidence),
    },
  };
}

const checked = <T extends z.ZodType>(schema: T, file: unknown): z.infer<T> => schema.parse(file);

const calibrators = (answerable: unknown, confidence: unknown): Calibrators => ({
  answerable: checked(CalibratorFile, answerable),
  confidence: checked(CalibratorFile, confidence),
});
