/** Shortcuts for journeys whose story begins after set-up: the same API that the screens use. */
import type { AiAgent, DocumentPage, Session } from '@baton/protocol';
import type { BrowserContext } from '@playwright/test';
import { CustomerApi, TeammateApi } from '../chaos/api.ts';
import type { Installation } from './desk.ts';
import { pause } from './random.ts';

export interface World {
  owner: TeammateApi;
  session: Session;
  aiAgent: AiAgent;
}

/** Set up, with the example help centre loaded. */
export async function aWorld({ base, setUpLink }: Installation): Promise<World> {
  const owner = new TeammateApi(base);
  await owner.setUp(new URL(setUpLink).searchParams.get('token') ?? '', 'Lumen Desk');
  const session = await owner.session();
  const aiAgent = session.aiAgents[0];
  if (aiAgent === undefined) throw new Error('set-up made no AI agent');
  await owner.post(`/api/ai-agents/${aiAgent.id}/example`);
  await learned(owner, aiAgent.id);
  return { owner, session, aiAgent };
}

/** Until every passage is found by its meaning, not by its words alone. */
async function learned(owner: TeammateApi, aiAgentId: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const { totals } = await owner.get<DocumentPage>(`/api/ai-agents/${aiAgentId}/documents`);
    if (totals.passages > 0 && totals.embedded === totals.passages) return;
    await pause(200);
  }
  throw new Error('the example help centre was not learned in time');
}

/** Lets a browser in as a teammate who signed in elsewhere. */
export async function signInAs(context: BrowserContext, api: TeammateApi): Promise<void> {
  const [name, value] = api.cookie.split('=', 2);
  await context.addCookies([{ name: name ?? '', value: value ?? '', url: api.base }]);
}

/** A customer who asks for a person: a conversation that waits. */
export async function aWaitingConversation({ base }: Installation, key: string): Promise<string> {
  const customer = new CustomerApi(base, key);
  await customer.begin();
  const stored = await customer.send(crypto.randomUUID(), 'I want to talk to a person');
  return stored.snapshot.conversation.id;
}
