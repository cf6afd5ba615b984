// What the numbers say, in sentences that an owner can act on.

import type { BudgetView, MeasuredCalibration, RiskCoveragePoint } from '@baton/protocol';

export const inPercent = (share: number): string => `${Math.round(share * 100)} %`;

/** A small share keeps its digit: "0.4 %" is not "0 %". */
const finely = (share: number): string =>
  share > 0 && share < 0.095
    ? `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`
    : inPercent(share);

export function calibrationStatement(now: RiskCoveragePoint | null, counted: number): string {
  if (now === null) return 'Nobody has asked anything yet.';
  const coverage = `Answers about ${inPercent(now.coverage)} of questions`;
  if (now.wrong === null)
    return `${coverage}. How many of those are wrong is not known yet: no reviewed answer is that sure.`;
  const { share, low, high } = now.wrong;
  const interval = `${Math.round(low * 100)}–${Math.round(high * 100)} %`;
  return `${coverage}, about ${inPercent(share)} of those wrong (95 % interval ${interval}), from ${counted} reviewed.`;
}

export function notEnoughStatement(coverage: number | null, needed: number): string {
  const answers = coverage === null ? '' : `Answers about ${inPercent(coverage)} of questions. `;
  const more = needed === 1 ? 'review' : 'reviews';
  return `${answers}Not enough reviews yet to say how often answers are wrong: using the shipped calibration. ${needed} more ${more} and Baton tries one of your own.`;
}

export function shippedStatement(
  { questions, ece }: Pick<MeasuredCalibration, 'questions' | 'ece'>,
  helpCentres: number,
  unanswerable: number,
): string {
  return `As shipped, measured on ${questions.toLocaleString('en')} questions of ${helpCentres} open help centres, each left out of the fit in turn; ${inPercent(unanswerable)} of them have no answer there. On average confidence is off by ${finely(ece.value)} (${finely(ece.noise)} would be noise).`;
}

export function samplingCaveat(fair: boolean, known: number, random: number): string | null {
  if (known === 0 || fair) return null;
  return `People mark what they notice, wrong answers more than right ones. ${random} of these reviews were drawn at random; from 20 on Baton can correct for it.`;
}

export function budgetStatement(view: Omit<BudgetView, 'statement'>): string {
  const { risk, answerAt, source, coverage, bound, answered, wrong, needed, stress } = view;
  const budget = `at most ${finely(risk)} wrong`;
  const reach =
    coverage === null ? '' : `, which is about ${inPercent(coverage)} of recent questions`;
  const more = `${needed} more random ${needed === 1 ? 'review' : 'reviews'}`;
  if (answerAt === null)
    return source === 'own'
      ? `No line keeps ${budget}: your reviews show more wrong answers than that, also among the surest.`
      : `No line can be promised for ${budget}: the questions measured before shipping do not allow it. About ${more} could show that yours do.`;
  const promise = `Answering from ${inPercent(answerAt)} on keeps ${budget}, with 90 % certainty, even if ${inPercent(stress)} of the questions had no answer here${reach}.`;
  return source === 'own'
    ? `${promise} From your own reviews: ${wrong} of ${answered} such answers were wrong, so at most ${finely(bound)}.`
    : `${promise} This holds for questions like those measured before shipping; after about ${more} it rests on your own.`;
}
