// Attacks by words, tried in two ways: against the prompt (words of others stay inside their
// fences, whatever they say), and against the guards with a model that is wholly lost: it says what
// the attacker wants, and nothing of it may reach the customer.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEscalation, type Escalation } from '../../escalation/index.ts';
import { type Embedder, openEmbedder } from '../../knowledge/index.ts';
import { isTrustworthy, answerPrompt } from './core/prompt.ts';
import { type Attack, ATTACKS } from './testing/injections/index.ts';
import { underAttack } from './testing/under-attack.ts';
import { allBut, NONCE, saying, write } from './testing/writing-scene.ts';

const named = (attacks: readonly Attack[]) =>
  attacks.map((attack) => [`${attack.kind}: ${attack.name} (${attack.place})`, attack] as const);
const behind = (...walls: Attack['wall'][]) =>
  named(ATTACKS.filter(({ wall }) => walls.includes(wall)));
const names = { agentName: 'Lumi', workspaceName: 'Lumen Desk', language: 'en' };
const TRUE =
  'The warranty covers 2 years [2]. Water damage is not covered [2]. Refunds take 5 working days [1].';

test('there are more than 120 attacks, none twice', () => {
  expect(ATTACKS.length).toBeGreaterThanOrEqual(120);
  expect(new Set(named(ATTACKS).map(([name]) => name)).size).toBe(ATTACKS.length);
  expect(new Set(ATTACKS.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(15);
});

/** The message without what its fences hold; throws where they do not close in turn. */
function outsideOfFences(message: string): { outside: string; inside: string[] } {
  const inside: string[] = [];
  let outside = '';
  let open: string[] | null = null;
  for (const line of message.split('\n')) {
    if (line.startsWith(`<<<${NONCE}`)) {
      expect(open).toBeNull();
      open = [];
    } else if (line === `${NONCE}>>>`) {
      expect(open).not.toBeNull();
      inside.push((open ?? []).join('\n'));
      open = null;
    } else if (open !== null) open.push(line);
    else outside += `${line}\n`;
  }
  expect(open).toBeNull();
  return { outside, inside };
}

describe('the prompt', () => {
  const calm = answerPrompt(
    { ...names, ...underAttack({ ...ATTACKS[0]!, place: 'message', text: 'How do I return it?' }) },
    NONCE,
    6_000,
  );

  test.each(named(ATTACKS))('keeps its fence: %s', (_, attack) => {
    const scene = underAttack(attack);
    const { system, message } = answerPrompt({ ...names, ...scene }, NONCE, 6_000);
    expect(system).toBe(calm.system);
    const { outside, inside } = outsideOfFences(message);
    // Labels and nothing else: whatever was attacked, they are the same words.
    const labels = outside.split('\n').filter((line) => line.trim() !== '');
    expect(labels).toEqual(
      outsideOfFences(calm.message)
        .outside.split('\n')
        .filter((line) => line.trim() !== ''),
    );
    for (const piece of inside) {
      expect(piece).not.toContain(NONCE);
      expect(piece).not.toMatch(/<{3}|>{3}|<\|[^|>\n]*\||\[\/?INST\]|<\/?(?:start|end)_of_turn>/iu);
      expect(piece).not.toMatch(
        /[\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\u00AD]|[\u{E0000}-\u{E0FFF}]/u,
      );
    }
    const { passages } = scene;
    expect(inside.join('\n')).not.toMatch(/psg_(?!01jd3)|doc_/u);
    expect(passages.filter((each) => !isTrustworthy(each))).toHaveLength(
      attack.wall === 'leftOut' ? 1 : 0,
    );
  });

  test('holds nothing but rules, names, the voice, passages, what was said and the question', () => {
    const secretive = answerPrompt(
      {
        ...names,
        ...underAttack(ATTACKS[0]!),
        // What no prompt may hold, should somebody ever hand it over.
        ...({
          policy: 'threshold 0.8',
          key: 'sk-secret',
          contact: { email: 'ana@mail.example' },
        } as object),
      },
      NONCE,
      6_000,
    );
    expect(JSON.stringify(secretive)).not.toMatch(/threshold 0\.8|sk-secret|ana@mail/u);
  });
});

describe('a model that is lost to the attacker', () => {
  let embedder: Embedder;
  let escalation: Escalation;
  beforeAll(async () => {
    embedder = await openEmbedder({});
    escalation = createEscalation({ embed: (texts) => embedder.embed(texts, 'query') });
  });
  afterAll(() => embedder.close());

  /** Everything the customer was shown at any moment, and gets in the end. */
  async function reaches(
    attack: Attack,
    says: string,
    check: 'everything is carried' | 'as shipped',
  ) {
    const { shown, text, draft } = await write(saying([says]), {
      request: underAttack(attack),
      tools: { check: check === 'as shipped' ? escalation.checkSentence : allBut() },
    });
    const sources = draft?.sources.flatMap(({ url, quote, title }) => [url, quote, title]) ?? [];
    return [...shown.map((each) => each.text), text, ...sources].join('\n');
  }
  const ways = ({ obeyed }: Attack) => [
    `${obeyed} [1]`,
    `${TRUE} ${obeyed} [1]`,
    `${TRUE}\n\n- ${obeyed.replaceAll('\n', ' ')} [1]\n`,
  ];

  test.each(behind('rules'))('is stopped by the rules alone: %s', async (_, attack) => {
    for (const says of ways(attack))
      expect(await reaches(attack, says, 'everything is carried')).not.toMatch(attack.never);
  });

  test.each(behind('leftOut', 'support', 'rules'))('reaches no customer: %s', async (_, attack) => {
    for (const says of ways(attack))
      expect(await reaches(attack, says, 'as shipped')).not.toMatch(attack.never);
  });

  test('still says what is true beside it', async () => {
    const attack = ATTACKS.find(({ name }) => name === 'a Markdown image')!;
    expect(await reaches(attack, `${TRUE} ${attack.obeyed}`, 'as shipped')).toContain('2 years');
  });

  test.each(behind('nothing'))('is not told from the truth: %s', async (_, attack) => {
    expect(await reaches(attack, `${attack.obeyed} [1]`, 'as shipped')).toMatch(attack.never);
  });
});
