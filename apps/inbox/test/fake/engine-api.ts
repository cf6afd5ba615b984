/** The paths of engine, voice, budget and usage over their state. */
import type {
  ConversationUsage,
  EngineChoice,
  EngineTest,
  EngineView,
  UsageReport,
} from '@baton/protocol';
import { type Answer, ok } from './answers.ts';
import { answers, byOperator, embedded, nothing, nothingUsed } from './engine.ts';

export type EngineState = {
  view: EngineView;
  /** What was sent to be saved or tried, as it came. */
  sent: { path: string; body: unknown }[];
  test: EngineTest;
  /** Milliseconds that a test takes. */
  testTakes: number;
  usage: (month: string, view: EngineView) => UsageReport;
  ofConversation: ConversationUsage;
};

export const createEngine = (): EngineState => ({
  view: embedded,
  sent: [],
  test: answers,
  testTakes: 0,
  usage: nothingUsed,
  ofConversation: { currency: 'EUR', ...nothing },
});

export async function engine(
  state: EngineState,
  method: string,
  path: string[],
  url: URL,
  body: unknown,
): Promise<Answer> {
  if (method !== 'GET') state.sent.push({ path: path.slice(2).join('/'), body });
  const now = state.view;
  switch (path.slice(2).join('/')) {
    case 'engine/test':
      if (state.testTakes > 0) await new Promise((resolve) => setTimeout(resolve, state.testTakes));
      return ok(state.test);
    case 'engine':
      if (method === 'DELETE') state.view = { ...now, engine: byOperator.engine };
      if (method === 'PUT')
        state.view = { ...now, engine: saved(now.engine, body as EngineChoice) };
      return ok(state.view);
    case 'voice':
      state.view = { ...now, voice: body as EngineView['voice'] };
      return ok(state.view);
    case 'budget':
      state.view = { ...now, budget: body as EngineView['budget'] };
      return ok(state.view);
    default:
      return ok(state.usage(url.searchParams.get('month') ?? '', now));
  }
}

/** As the server does: a key stays only with the provider and address it was given for. */
function saved(
  was: EngineView['engine'],
  { kind, model = null, url = null, key, selfCheck = false }: EngineChoice,
): EngineView['engine'] {
  const stays = was.kind === kind && was.url === url && was.hasKey;
  const hasKey = key === undefined ? stays : key !== null;
  return { kind, model, url, hasKey, selfCheck, from: 'screen' };
}
