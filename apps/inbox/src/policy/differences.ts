/**
 * What differs between two policies, in words: for whoever publishes, and for whoever wonders what
 * somebody else published. Pure; the same policy twice has no differences.
 */
import type { PolicyDocument, PolicyGuideline, PolicyTag, PolicyTopic } from '@baton/protocol';
import { percent } from '../inbox/words.ts';
import {
  answerInWords,
  belowWords,
  counted,
  languageName,
  messageKeys,
  messageWords,
  modelTroubleWords,
  priorityWords,
  ruleOutcomeWords,
  withoutModelWords,
} from './policy-words.ts';

export type Difference = { kind: 'added' | 'removed' | 'changed'; words: string; more: string[] };

export function differences(before: PolicyDocument, after: PolicyDocument): Difference[] {
  return [
    ...line(before, after),
    ...rules(before, after),
    ...model(before, after),
    ...each('Sensitive topic', before.sensitiveTopics, after.sensitiveTopics, topicChanges),
    ...each('Guideline', before.guidelines, after.guidelines, guidelineChanges),
    ...each('Tag', named(before.tags), named(after.tags), tagChanges),
    ...texts(before, after),
  ];
}

const changed = (words: string, more: string[] = []): Difference => ({
  kind: 'changed',
  words,
  more,
});
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function line(before: PolicyDocument, after: PolicyDocument): Difference[] {
  const found: Difference[] = [];
  if (!same(before.answer, after.answer)) {
    found.push(
      changed(
        `When to answer: ${answerInWords(after.answer)}, not ${answerInWords(before.answer)}`,
      ),
    );
  }
  if (before.belowAnswer !== after.belowAnswer) {
    found.push(
      changed(
        `When not sure enough: ${lower(belowWords[after.belowAnswer].name)}, not ${lower(belowWords[before.belowAnswer].name)}`,
      ),
    );
  }
  if (before.clarifyFrom !== after.clarifyFrom) {
    found.push(
      changed(
        `Asks which document is meant from ${percent(after.clarifyFrom)} sure, not ${percent(before.clarifyFrom)}`,
      ),
    );
  }
  if (before.gapBelow !== after.gapBelow) {
    found.push(
      changed(
        `Counts as missing knowledge below ${percent(after.gapBelow)}, not ${percent(before.gapBelow)}`,
      ),
    );
  }
  if (before.maxAiTurns !== after.maxAiTurns) {
    const turns = (count: number | null) => (count === null ? 'no limit' : counted(count, 'turn'));
    found.push(changed(`AI turns: ${turns(after.maxAiTurns)}, not ${turns(before.maxAiTurns)}`));
  }
  return found;
}

const signalRules = {
  directRequest: 'Asked for a person',
  frustration: 'Frustrated customer',
  repeatedQuestion: 'Asked the same again',
} as const;

function rules(before: PolicyDocument, after: PolicyDocument): Difference[] {
  const found = Object.entries(signalRules).flatMap(([key, name]): Difference[] => {
    const was = before.rules[key as keyof typeof signalRules];
    const is = after.rules[key as keyof typeof signalRules];
    if (same(was, is)) return [];
    if (was.outcome !== is.outcome) {
      return [
        changed(
          `${name}: ${lower(ruleOutcomeWords[is.outcome])}, not ${lower(ruleOutcomeWords[was.outcome])}`,
        ),
      ];
    }
    return [changed(`${name}: counts from ${level(is.threshold)}, not ${level(was.threshold)}`)];
  });
  if (before.rules.smallTalk !== after.rules.smallTalk) {
    found.push(
      changed(
        after.rules.smallTalk
          ? 'Answers small talk without searching'
          : 'No longer answers small talk without searching',
      ),
    );
  }
  return found;
}

function model(before: PolicyDocument, after: PolicyDocument): Difference[] {
  return (['onFailure', 'onBudgetSpent'] as const)
    .filter((key) => before.model[key] !== after.model[key])
    .map((key) => {
      const words = (policy: PolicyDocument) => lower(withoutModelWords[policy.model[key]]);
      return changed(`${modelTroubleWords[key]}: ${words(after)}, not ${words(before)}`);
    });
}

const level = (threshold: number | null) =>
  threshold === null ? 'Baton’s own level' : percent(threshold);
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

type Named = { id: string; name: string; enabled: boolean };

function each<Item extends Named>(
  what: string,
  before: readonly Item[],
  after: readonly Item[],
  changes: (was: Item, is: Item) => string[],
): Difference[] {
  const title = (item: Item) => `${what} “${item.name || 'without a name'}”`;
  const earlier = new Map(before.map((item) => [item.id, item]));
  const later = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((item): Difference[] => {
      const was = earlier.get(item.id);
      if (!was) return [{ kind: 'added', words: `${title(item)} added`, more: [] }];
      if (same(was, item)) return [];
      const more = changes(was, item);
      if (was.enabled !== item.enabled) {
        const words = `${title(item)} switched ${item.enabled ? 'on' : 'off'}`;
        return [changed(words, more)];
      }
      return [changed(`${title(item)} changed`, more)];
    }),
    ...before
      .filter(({ id }) => !later.has(id))
      .map((item): Difference => ({ kind: 'removed', words: `${title(item)} removed`, more: [] })),
  ];
}

function topicChanges(was: PolicyTopic, is: PolicyTopic): string[] {
  const found: string[] = [];
  if (was.name !== is.name) found.push(`called “${is.name}”, was “${was.name}”`);
  if (was.outcome !== is.outcome) {
    found.push(
      `${lower(ruleOutcomeWords[is.outcome])}, not ${lower(ruleOutcomeWords[was.outcome])}`,
    );
  }
  if (was.threshold !== is.threshold) {
    found.push(`counts from ${level(is.threshold)}, not ${level(was.threshold)}`);
  }
  if (was.team !== is.team) {
    found.push(is.team === null ? `no team, was ${was.team ?? ''}` : `to ${is.team}`);
  }
  if (was.priority !== is.priority) found.push(`priority ${lower(priorityWords[is.priority])}`);
  if (!same(was.tags, is.tags)) {
    found.push(is.tags.length === 0 ? 'no tags' : `tags ${is.tags.join(', ')}`);
  }
  return [...found, ...phraseChanges(was.examples, is.examples)];
}

function guidelineChanges(was: PolicyGuideline, is: PolicyGuideline): string[] {
  const text = was.text === is.text ? [] : [`says “${is.text}”`];
  return [...text, ...topicChanges(was, is)];
}

type NamedTag = PolicyTag & Named;
const named = (tags: readonly PolicyTag[]): NamedTag[] =>
  tags.map((tag) => ({ ...tag, id: tag.tag, name: tag.tag }));

function tagChanges(was: NamedTag, is: NamedTag): string[] {
  const text = was.description === is.description ? [] : [`is about “${is.description}”`];
  return [...text, ...phraseChanges(was.examples, is.examples)];
}

function phraseChanges(before: readonly string[], after: readonly string[]): string[] {
  const lost = before.filter((phrase) => !after.includes(phrase)).length;
  const gained = after.filter((phrase) => !before.includes(phrase)).length;
  return [
    ...(gained > 0 ? [`${counted(gained, 'example phrase')} more`] : []),
    ...(lost > 0 ? [`${counted(lost, 'example phrase')} fewer`] : []),
  ];
}

function texts(before: PolicyDocument, after: PolicyDocument): Difference[] {
  return messageKeys.flatMap((key): Difference[] => {
    const was = before.messages[key];
    const is = after.messages[key];
    if (same(was, is)) return [];
    const codes = [...new Set([...Object.keys(was.languages), ...Object.keys(is.languages)])];
    const where = [
      ...(was.text === is.text ? [] : [`says “${is.text}”`]),
      ...codes
        .filter((code) => was.languages[code] !== is.languages[code])
        .map((code) => {
          const text = is.languages[code];
          return text === undefined
            ? `no text of its own in ${languageName(code)}`
            : `in ${languageName(code)} “${text}”`;
        }),
    ];
    // The same texts in another order are the same.
    return where.length === 0 ? [] : [changed(`Text “${messageWords[key].name}”`, where)];
  });
}
