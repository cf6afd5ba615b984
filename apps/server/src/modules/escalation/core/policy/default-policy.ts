// The policy a new AI agent starts with, and the ready-made sensitive topics. The examples are ours;
// an owner adds the words of their own customers.

import { POLICY_SCHEMA } from '@baton/protocol';
import type { Policy, Topic } from './policy.ts';
import { readyMadeTexts } from './ready-made-texts.ts';

const topic = (
  id: string,
  name: string,
  priority: Topic['priority'],
  examples: string[],
): Topic => ({
  id,
  name,
  enabled: true,
  examples,
  outcome: 'handoff',
  threshold: null,
  team: null,
  tags: [id],
  priority,
});

export const readyMadeTopics: readonly Topic[] = [
  topic('billing-dispute', 'Refund or billing dispute', 'normal', [
    'I want my money back',
    'you charged me twice for the same order',
    'there is a charge on my card I do not recognise',
    'this invoice is wrong, I never agreed to that price',
    'I am going to dispute this payment with my bank',
    'please refund my last payment',
    'I cancelled and you still took the money',
    'where is the refund you promised me',
    'I was billed for a plan I never bought',
    'reverse the payment you just took',
    'I got overcharged this month',
    'my card was debited even though the order failed',
  ]),
  topic('close-account', 'Cancel or delete an account', 'normal', [
    'cancel my subscription',
    'I want to close my account',
    'please delete my account and everything in it',
    'end my contract at once',
    'I am leaving, shut down my workspace',
    'stop my membership, I do not want it renewed',
    'terminate my plan today',
    'get rid of my profile for good',
    'I no longer want to be a customer of yours',
    'how do I quit, cancel everything',
  ]),
  topic('account-security', 'Security or lost access', 'urgent', [
    'my account has been hacked',
    'somebody else is logged in as me',
    'I am locked out and cannot get in',
    'I lost the phone with my two-factor codes',
    'there was a login from a country I have never been to',
    'my card was stolen',
    'someone changed my email address and it was not me',
    'I think my password leaked',
    'I entered my details on a fake page that looked like yours',
    'there are orders in my name that I did not make',
    'I forgot my passcode and the account is blocked now',
    'my pin got blocked after too many tries',
  ]),
  topic('personal-data', 'Personal data', 'high', [
    'delete all the data you hold about me',
    'send me a copy of my personal data',
    'I make a request under the GDPR',
    'who did you share my information with',
    'remove my name and address from your systems',
    'I withdraw my consent to the processing of my data',
    'other customers can see my private details',
    'I want to talk to your data protection officer',
    'you sent my documents to somebody else',
  ]),
  topic('legal-threat', 'Legal threat', 'high', [
    'you will hear from my lawyer',
    'I am going to sue you',
    'this is fraud and I will report you to the police',
    'I will take you to court',
    'my attorney advises me to demand compensation',
    'I am filing a complaint with the consumer protection agency',
    'you are in breach of contract',
    'consider this a formal legal notice',
    'I will report you to the regulator',
  ]),
  topic('safety', 'Safety', 'urgent', [
    'I do not want to live any more',
    'the charger caught fire',
    'my child got hurt by your product',
    'someone is threatening to hurt me',
    'I got an electric shock when I touched it',
    'it is leaking gas and smells of smoke',
    'I had an allergic reaction and need a doctor',
    'I am going to harm myself',
    'the battery is swelling and getting very hot',
    'a seller sent me threats',
  ]),
];

/**
 * Confidence is calibrated on a mixture where half of the questions have no answer; customers ask
 * better ones, so it errs on the low side. docs/evaluation.md shows what this line trades.
 */
const ANSWER_AT = 0.4;

export function defaultPolicy(): Policy {
  const shipped = { outcome: 'handoff', threshold: null } as const;
  return {
    schema: POLICY_SCHEMA,
    version: 1,
    answer: { mode: 'threshold', at: ANSWER_AT },
    answerAt: ANSWER_AT,
    clarifyFrom: 0.3,
    belowAnswer: 'handoff',
    gapBelow: 0.15,
    model: { onFailure: 'embedded', onBudgetSpent: 'handoff' },
    maxAiTurns: 12,
    rules: {
      directRequest: shipped,
      frustration: shipped,
      repeatedQuestion: shipped,
      smallTalk: true,
    },
    sensitiveTopics: structuredClone([...readyMadeTopics]),
    guidelines: [],
    tags: [],
    messages: structuredClone(readyMadeTexts) as Policy['messages'],
  };
}
