/** Engines, answers that a model wrote, and what a month of it costs. */
import type { EngineTest, EngineView, Generation, UsageReport } from '@baton/protocol';
import { id } from './ids.ts';

export const embedded: EngineView = {
  engine: {
    kind: 'embedded',
    model: null,
    url: null,
    hasKey: false,
    selfCheck: false,
    from: 'screen',
  },
  voice: { tone: 'friendly', length: 'medium', language: 'customer', instructions: '' },
  budget: { monthly: null, currency: 'USD', inputPrice: 0, outputPrice: 0 },
  environment: null,
  warnings: [],
};

export const withModel: EngineView = {
  ...embedded,
  engine: {
    kind: 'openai',
    model: 'gpt-5.4-mini',
    url: null,
    hasKey: true,
    selfCheck: false,
    from: 'screen',
  },
  budget: { monthly: 25, currency: 'EUR', inputPrice: 0.15, outputPrice: 0.6 },
};

export const byOperator: EngineView = {
  ...embedded,
  engine: {
    kind: 'compatible',
    model: 'qwen3',
    url: 'http://ollama.internal:11434/v1',
    hasKey: false,
    selfCheck: false,
    from: 'environment',
  },
  environment: { kind: 'compatible', model: 'qwen3', url: 'http://ollama.internal:11434/v1' },
};

export const answers: EngineTest = {
  ok: true,
  firstTextMs: 412,
  totalMs: 1_130,
  said: 'Hello! I am ready.',
  logprobs: true,
  fault: null,
};
export const refused: EngineTest = {
  ok: false,
  firstTextMs: null,
  totalMs: 240,
  said: null,
  logprobs: false,
  fault: {
    code: 'unauthorized',
    words: 'The provider refused the key. Check that it is whole, active and for this provider.',
    detail:
      'Incorrect API key provided: sk-proj-****************************************XvQA. You can find your API key at https://platform.openai.com/account/api-keys.',
    status: 401,
  },
};

export const generation: Generation = {
  model: 'openai:gpt-5.4-mini',
  standaloneQuestion: 'How do I return an Arc lamp that I ordered as a guest?',
  declined: false,
  sentences: [
    {
      text: 'You can return your Arc within 30 days of delivery, as long as it is undamaged.',
      support: 0.97,
      removed: false,
      passageIds: [id('psg', 1)],
      why: null,
    },
    {
      text: 'As a guest you get the return label by email.',
      support: 0.91,
      removed: false,
      passageIds: [id('psg', 2)],
      why: null,
    },
    {
      text: 'Your money is back within 3 days.',
      support: 0.12,
      removed: true,
      passageIds: [id('psg', 1)],
      why: 'says 3 days; the passage says a week',
    },
  ] as Generation['sentences'],
  logprob: -0.08,
  selfAgreement: null,
  firstTextMs: 380,
  totalMs: 1_420,
  inputTokens: 1_842,
  outputTokens: 71,
  fault: null,
};

const spent = (calls: number, failed: number, perCall: number) => ({
  calls,
  failed,
  inputTokens: Math.round(calls * perCall),
  outputTokens: Math.round(calls * perCall * 0.05),
  cost: (calls * perCall * 0.15 + calls * perCall * 0.05 * 0.6) / 1e6,
});
export const nothing = spent(0, 0, 0);
type Spent = ReturnType<typeof spent>;
const sum = (all: readonly Spent[]): Spent => ({
  calls: all.reduce((total, { calls }) => total + calls, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  inputTokens: all.reduce((total, { inputTokens }) => total + inputTokens, 0),
  outputTokens: all.reduce((total, { outputTokens }) => total + outputTokens, 0),
  cost: all.reduce((total, { cost }) => total + cost, 0),
});

const people = ['Ada Brennan', 'Tomás Quiroga', null, 'Ines Falk', 'Ravi Menon', null, 'Liv Aas'];
const names = [...people, 'Paul-Alexander von Hohenstein-Schwarzenfels', 'Mara', 'Oskar'];

/** A month of a busy shop: quiet Sundays, one bad day. */
export function busyMonth(month: string, view: EngineView): UsageReport {
  const now = new Date();
  const last =
    month === now.toISOString().slice(0, 7)
      ? now.getUTCDate()
      : new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const days = Array.from({ length: last }, (_, index) => {
    const day = `${month}-${String(index + 1).padStart(2, '0')}`;
    const sunday = new Date(`${day}T00:00:00Z`).getUTCDay() === 0;
    const calls = sunday ? 0 : 900 + ((index * 733) % 810);
    return { day, ...spent(calls, index === 8 ? 260 : Math.round(calls * 0.004), 1_900) };
  });
  const total = sum(days);
  const share = (of: number, failed: number) => spent(Math.round(total.calls * of), failed, 1_900);
  return {
    month,
    currency: view.budget.currency,
    budget: view.budget.monthly,
    total,
    days,
    purposes: [
      { purpose: 'standalone_question', ...share(0.14, 4) },
      { purpose: 'answer', ...share(0.78, total.failed - 4) },
      { purpose: 'suggest_reply', ...share(0.05, 0) },
      { purpose: 'summary', ...share(0.03, 0) },
      { purpose: 'self_check', ...spent(0, 0, 0) },
      { purpose: 'test', ...spent(3, 0, 60) },
    ],
    conversations: names.map((contactName, index) => ({
      conversationId: id('cnv', index + 1) as never,
      contactName,
      ...spent(24 - index * 2, 0, 2_400),
    })),
    resetsAt: new Date(
      Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1),
    ).toISOString(),
  };
}

export const nothingUsed = (month: string, view: EngineView): UsageReport => ({
  ...busyMonth(month, view),
  total: nothing,
  days: [],
  purposes: [],
  conversations: [],
});
