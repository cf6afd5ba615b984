/** The parts of a policy, as an owner reads them. */
import type {
  AnswerLine,
  BelowAnswer,
  PolicyDocument,
  Priority,
  RuleOutcome,
} from '@baton/protocol';
import { percent } from '../inbox/words.ts';

export const ruleOutcomeWords: Record<RuleOutcome, string> = {
  handoff: 'Hand off at once',
  offer: 'Offer a person',
  off: 'Off',
};

export const belowWords: Record<BelowAnswer, { name: string; hint: string }> = {
  handoff: { name: 'Hand off', hint: 'A person takes it at once, with everything that is known.' },
  offer: { name: 'Offer a person', hint: 'The customer chooses whether to wait for somebody.' },
  clarify: {
    name: 'Ask once, then hand off',
    hint: 'One short question for more detail; if that does not help, a person takes it.',
  },
};

type Model = PolicyDocument['model'];
export const modelTroubleWords: Record<keyof Model, string> = {
  onFailure: 'When the model fails',
  onBudgetSpent: 'When the month’s budget is spent',
};
export const withoutModelWords: Record<Model['onFailure'], string> = {
  embedded: 'Quote the documents',
  handoff: 'Hand off',
};

export const priorityWords: Record<Priority, string> = {
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};

type Messages = PolicyDocument['messages'];
export const messageWords: Record<keyof Messages, { name: string; hint: string }> = {
  handoff: { name: 'On handoff', hint: 'As it passes the conversation to a person.' },
  handoffOutOfHours: {
    name: 'On handoff, out of hours',
    hint: 'When nobody is at work: say when somebody will be.',
  },
  offer: { name: 'Offering a person', hint: 'The customer may say yes or go on.' },
  clarify: {
    name: 'Asking which one is meant',
    hint: 'Two documents compete; the choices follow this.',
  },
  clarifyOpen: {
    name: 'Asking for more detail',
    hint: 'Nothing fits well enough, and asking once is what to do then.',
  },
  clarifyEmpty: { name: 'A message without words', hint: 'Only emoji, or nothing to read.' },
  clarifyLink: { name: 'Only a link', hint: 'Somebody sends an address and no question.' },
  greeting: { name: 'Greeting back', hint: '“Hello!”' },
  thanks: { name: 'You are welcome', hint: '“Thank you!”' },
  goodbye: { name: 'Goodbye', hint: '“Bye!”' },
  acknowledgement: { name: 'Acknowledging', hint: '“Ok”, “I see”' },
  aboutBot: { name: 'Are you a robot?', hint: 'Says honestly what it is.' },
};
export const messageKeys = Object.keys(messageWords) as (keyof Messages)[];

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
export function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}

export function answerInWords(answer: AnswerLine): string {
  return answer.mode === 'threshold'
    ? `answer from ${percent(answer.at)} sure`
    : `at most ${percent(answer.risk)} of the answers wrong`;
}

/** "3 phrases" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
