/** The rules that decide, as a teammate would name them. */
const words: Record<string, string> = {
  unreadable: 'nothing to read',
  direct_request: 'asked for a person',
  sensitive_topic: 'sensitive topic',
  guideline: 'your guideline',
  small_talk: 'small talk',
  max_turns: 'too many turns',
  frustration: 'frustrated customer',
  repeated_question: 'asked again',
  no_passage: 'nothing in the documents',
  confident: 'confident enough',
  competing_passages: 'two documents fit',
  action: 'an action of yours',
  competing_actions: 'two actions fit',
  not_confident: 'not confident enough',
  ai_failure: 'the AI failed',
  handed_back: 'handed back by a teammate',
};

/** A rule of a newer server than this page is said by its own name. */
export const ruleInWords = (rule: string): string => words[rule] ?? rule.replaceAll('_', ' ');

/** Where an owner changes what a rule does; null where there is nothing to change. */
export function sectionOfRule(rule: string): 'when' | 'guidelines' | 'topics' | 'texts' | null {
  switch (rule) {
    case 'sensitive_topic':
      return 'topics';
    case 'guideline':
      return 'guidelines';
    case 'small_talk':
    case 'unreadable':
      return 'texts';
    case 'action':
    case 'competing_actions':
    case 'ai_failure':
    case 'handed_back':
      return null;
    default:
      return 'when';
  }
}
