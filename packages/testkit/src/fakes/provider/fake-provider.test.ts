import { afterEach, describe, expect, it } from 'vitest';
import { answerPrompt } from '../../../../../apps/server/src/modules/answering/writing/core/prompt.ts';
import type { Says } from './behaviour.ts';
import { type FakeProvider, type FakeProviderOptions, startFakeProvider } from './fake-provider.ts';
import { groundedAnswer } from './grounded-answer.ts';

const running: FakeProvider[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((provider) => provider.close()));
});

async function started(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const provider = await startFakeProvider([], options);
  running.push(provider);
  return provider;
}

function ask(provider: FakeProvider, path: string, body: object = {}): Promise<Response> {
  return fetch(`${provider.url}${path}`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', stream: true, messages: [], ...body }),
  });
}

describe.each(['/chat/completions', '/responses', '/messages'])('%s', (path) => {
  it('the bytes are the same, however they are torn', async () => {
    const provider = await started();
    const says: Says = { says: 'Zwölf Monate — 保証。' };
    provider.plays(says, { ...says, wire: { bytesPerWrite: 1 } });
    const whole = await (await ask(provider, path)).text();
    expect(await (await ask(provider, path)).text()).toBe(whole);
    expect(whole).toContain('Zwölf');
  });

  it('plays its script in order, keeps what it was asked, and says when the script is over', async () => {
    const provider = await started();
    provider.says('one').fails(503);
    const statuses = [];
    for (let i = 0; i < 3; i++) {
      const answer = await ask(provider, path, { messages: [{ role: 'user', content: `q${i}` }] });
      statuses.push(answer.status);
      await answer.text();
    }
    expect(statuses).toEqual([200, 503, 418]);
    expect(provider.requests.map(({ texts }) => texts)).toEqual([['q0'], ['q1'], ['q2']]);
    expect(await provider.requests[0]?.ended).toBe('answered');
  });

  it('answers by a function of what it was asked', async () => {
    const provider = await started();
    provider.answers(({ body }) => ({ says: `You chose ${String(body['model'])}.` }));
    expect(await (await ask(provider, path, { model: 'tiny' })).text()).toContain('tiny');
  });
});

describe('an answer quoted from the prompt', () => {
  const passage = (documentTitle: string, text: string) => ({
    passageId: `psg_${documentTitle}`,
    documentId: 'doc_1',
    documentTitle,
    heading: '',
    text,
  });
  const passages = [
    passage('Hours', 'We open at nine. We close at six.'),
    passage('Delivery', 'Orders leave the same day. Delivery takes two days. Parcels are insured.'),
  ];
  const prompted = (question: string): string[] => {
    const prompt = answerPrompt(
      {
        agentName: 'Nora',
        workspaceName: 'Lumen',
        voice: { tone: 'friendly', length: 'short', language: 'customer', instructions: '' },
        language: null,
        question,
        standalone: null,
        history: [],
        passages: passages as unknown as Parameters<typeof answerPrompt>[0]['passages'],
      },
      'n0nce',
      6_000,
    );
    return [prompt.system, prompt.message];
  };

  it('cites the passage that it quotes', () => {
    expect(groundedAnswer({ texts: prompted('How long does delivery take?') })).toBe(
      'Delivery takes two days. [2] Parcels are insured. [2]',
    );
  });

  it('declines as it was told to where no passage has a word of the question', () => {
    expect(groundedAnswer({ texts: prompted('Quantum gravity?') })).toBe('NO_ANSWER');
  });

  it('gives any other request its last words back', () => {
    expect(groundedAnswer({ texts: ['Rules.', 'Make this shorter.'] })).toBe('Make this shorter.');
  });
});
