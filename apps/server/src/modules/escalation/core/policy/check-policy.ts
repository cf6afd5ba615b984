// What is wrong with a policy, in plain words and with the place. The schema knows shapes; this
// knows sense: rules that contradict each other, lines that nothing can reach, too much of a thing.
//
// Errors keep a policy from being published. A warning is for the owner to judge.

import { POLICY_LIMITS } from '@baton/protocol';
import { phraseFindings } from './check-phrases.ts';
import { percent } from '../in-words.ts';
import type { Policy, SignalRule } from './policy.ts';
import { type Finding, finding, normalised, placedTopics } from './policy-finding.ts';

export interface KnownAround {
  /** Names of the teams that exist; null where no teams are kept yet. */
  teams: readonly string[] | null;
}

/** More than this many helps nobody; the first ones say what to do. */
const MOST_FINDINGS = 200;

export function checkPolicy(policy: Policy, around: KnownAround = { teams: null }): Finding[] {
  const sizes = sizeFindings(policy);
  return [
    ...sizes,
    ...lineFindings(policy),
    ...ruleFindings(policy),
    ...topicFindings(policy, around),
    ...tagFindings(policy),
    ...textFindings(policy),
    ...phraseFindings(policy),
  ].slice(0, MOST_FINDINGS);
}

const error = finding('error');
const warning = finding('warning');

function sizeFindings(policy: Policy): Finding[] {
  const phrases = [...policy.sensitiveTopics, ...policy.guidelines, ...policy.tags].reduce(
    (sum, { examples }) => sum + examples.length,
    0,
  );
  const sizes = [
    [
      'guidelines',
      'guidelines',
      policy.guidelines.length,
      'One guideline with several example phrases can stand for many that end the same.',
    ],
    [
      'sensitiveTopics',
      'sensitive topics',
      policy.sensitiveTopics.length,
      'Topics that end the same can be one.',
    ],
    ['tags', 'tags', policy.tags.length, 'Keep the ones that somebody looks for.'],
    [
      'phrases',
      'example phrases',
      phrases,
      'Each is compared with every message: keep those that differ the most.',
    ],
  ] as const;
  return sizes.flatMap(([limit, what, count, advice]) =>
    count <= POLICY_LIMITS[limit]
      ? []
      : [
          error(
            `too_many_${limit}`,
            limit === 'phrases' ? '' : limit,
            `There are ${number(count)} ${what}; a policy has room for ${number(POLICY_LIMITS[limit])}. ${advice}`,
          ),
        ],
  );
}

const number = (count: number): string => count.toLocaleString('en-US');

function lineFindings({ answer, answerAt, clarifyFrom, gapBelow, ...policy }: Policy): Finding[] {
  const found: Finding[] = [];
  if (answer.mode === 'threshold') {
    if (answer.at > 0.99)
      found.push(
        error(
          'never_answers',
          'answer.at',
          `No answer is more than 99% sure, so at ${percent(answer.at)} the AI would never answer.`,
        ),
      );
    else if (answer.at < 0.05)
      found.push(
        warning(
          'answers_anything',
          'answer.at',
          `At ${percent(answer.at)} the AI answers whenever it finds anything at all.`,
        ),
      );
  } else if (answer.risk === 0)
    found.push(
      error(
        'impossible_budget',
        'answer.risk',
        'No number of reviews can promise that no answer is ever wrong. Allow at least 1%.',
      ),
    );
  else if (answer.risk > 0.5)
    found.push(
      warning(
        'generous_budget',
        'answer.risk',
        `This allows ${percent(answer.risk)} of the answers to be wrong.`,
      ),
    );
  else if (answer.risk < 0.01)
    found.push(
      warning(
        'demanding_budget',
        'answer.risk',
        `To promise ${Math.round(answer.risk * 1_000) / 10}% takes at least ${number(Math.ceil(Math.log(0.1) / Math.log(1 - answer.risk)))} reviewed answers without a mistake.`,
      ),
    );
  const fixed = answer.mode === 'threshold';
  if (fixed && clarifyFrom > answerAt)
    found.push(
      error(
        'clarify_above_answer',
        'clarifyFrom',
        `Asking back begins at ${percent(clarifyFrom)}, which lies above the line to answer (${percent(answerAt)}): it could never happen.`,
        'answer',
      ),
    );
  if (fixed && gapBelow > answerAt)
    found.push(
      error(
        'gap_above_answer',
        'gapBelow',
        `Questions below ${percent(gapBelow)} count as missing from the knowledge, but from ${percent(answerAt)} they are answered: the two contradict each other.`,
        'answer',
      ),
    );
  if (policy.belowAnswer === 'clarify' && policy.maxAiTurns === 1)
    found.push(
      warning(
        'clarify_uses_last_turn',
        'maxAiTurns',
        'Asking back uses up the only turn the AI has: the customer’s answer to it then goes to a person.',
        'belowAnswer',
      ),
    );
  return found;
}

function ruleFindings({ rules }: Policy): Finding[] {
  const found = (['directRequest', 'frustration', 'repeatedQuestion'] as const).flatMap((name) =>
    thresholdFindings(rules[name], `rules.${name}`, 'This rule'),
  );
  if (rules.directRequest.outcome === 'off')
    found.push(
      warning(
        'direct_request_off',
        'rules.directRequest.outcome',
        'A customer who asks for a person will not get one by asking.',
      ),
    );
  return found;
}

function thresholdFindings(
  { threshold }: Pick<SignalRule, 'threshold'>,
  path: string,
  what: string,
): Finding[] {
  const at = `${path}.threshold`;
  if (threshold === 0)
    return [error('always_fires', at, `${what} would apply to every message: its threshold is 0.`)];
  if (threshold === 1)
    return [
      error(
        'never_fires',
        at,
        `${what} could never apply: nothing is 100% sure. Switch it off, or lower its threshold.`,
      ),
    ];
  if (threshold !== null && threshold < 0.05)
    return [
      warning(
        'nearly_always_fires',
        at,
        `${what} would apply to nearly every message: its threshold is ${percent(threshold)}.`,
      ),
    ];
  return [];
}

function topicFindings(policy: Policy, { teams }: KnownAround): Finding[] {
  const found: Finding[] = [];
  const ids = new Map<string, string>();
  const texts = new Map<string, { path: string; ends: string; name: string }>();
  for (const { topic, path } of placedTopics(policy)) {
    const what = path.startsWith('guidelines') ? 'The guideline' : 'The sensitive topic';
    const called = topic.name === '' ? `${what} at ${path}` : `${what} “${topic.name}”`;
    const first = ids.get(topic.id);
    if (first !== undefined)
      found.push(
        error(
          'same_id',
          `${path}.id`,
          `${called} has the id "${topic.id}", which another one has.`,
          `${first}.id`,
        ),
      );
    else ids.set(topic.id, path);
    if (topic.name === '') found.push(error('no_name', `${path}.name`, `${called} has no name.`));
    found.push(...thresholdFindings(topic, path, called));
    if (topic.enabled && topic.examples.length === 0)
      found.push(
        error(
          'no_examples',
          `${path}.examples`,
          `${called} has no example phrases, so it could never apply. Add some, or switch it off.`,
        ),
      );
    if (topic.team !== null && teams !== null && !teams.includes(topic.team))
      found.push(
        error(
          'unknown_team',
          `${path}.team`,
          `${called} hands over to “${topic.team}”, but there is no such team.`,
        ),
      );
    const words = 'text' in topic ? String(topic.text) : topic.name;
    if ('text' in topic && words === '')
      found.push(error('no_text', `${path}.text`, `${called} does not say what it is for.`));
    const key = normalised(words);
    const same = key === '' ? undefined : texts.get(key);
    if (same === undefined) texts.set(key, { path, ends: endOf(topic), name: called });
    else if (same.ends !== endOf(topic))
      found.push(
        error(
          'contradictory_rules',
          path,
          `${called} and ${lowered(same.name)} say the same, but one ends in ${endOf(topic)} and the other in ${same.ends}.`,
          same.path,
        ),
      );
    else
      found.push(
        warning(
          'same_rule_twice',
          path,
          `${called} says the same as ${lowered(same.name)}.`,
          same.path,
        ),
      );
  }
  return found;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What a rule comes to, to compare two. */
export const endOf = ({ outcome, team, priority }: Policy['sensitiveTopics'][number]): string =>
  [
    outcome === 'handoff' ? 'a handoff' : 'an offer',
    team === null ? '' : ` to ${team}`,
    priority === 'normal' ? '' : `, ${priority} priority`,
  ].join('');

function tagFindings({ tags }: Policy): Finding[] {
  const seen = new Map<string, string>();
  return tags.flatMap((tag, at) => {
    const path = `tags.${at}`;
    const found = thresholdFindings(tag, path, `The tag “${tag.tag}”`);
    const first = seen.get(tag.tag);
    if (first !== undefined)
      found.push(
        error('same_tag_twice', `${path}.tag`, `The tag “${tag.tag}” stands here twice.`, first),
      );
    else seen.set(tag.tag, `${path}.tag`);
    if (tag.enabled && tag.description === '' && tag.examples.length === 0)
      found.push(
        error(
          'tag_without_description',
          `${path}.description`,
          `The tag “${tag.tag}” says neither what it is about nor how customers say it, so it could never be given.`,
        ),
      );
    return found;
  });
}

function textFindings({ messages }: Policy): Finding[] {
  return Object.entries(messages).flatMap(([name, { text, languages }]) => [
    ...(text === ''
      ? [
          error(
            'empty_text',
            `messages.${name}.text`,
            'Customers would get an empty message here. Write something, or take the shipped text.',
          ),
        ]
      : []),
    ...Object.entries(languages).flatMap(([language, own]) =>
      own === ''
        ? [
            warning(
              'empty_translation',
              `messages.${name}.languages.${language}`,
              `The text for “${language}” is empty, so the default text is said.`,
            ),
          ]
        : [],
    ),
  ]);
}
