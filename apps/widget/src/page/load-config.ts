/** The configuration, or in plain words why there can be no chat here. */
import type { WidgetConfig } from '@baton/protocol';
import { backOff } from '@baton/replica';
import { refusalInWords } from '../chat/refusal.ts';
import type { WidgetClient } from '../chat/widget-client.ts';

const TRIES = 6;

export async function loadConfig(client: WidgetClient): Promise<WidgetConfig | string> {
  for (let attempt = 1; ; attempt++) {
    const answer = await client.config();
    if (answer.ok) return answer.value;
    const refused = refusalInWords(answer.trouble);
    if (refused !== null) return refused;
    if (attempt === TRIES)
      return `the server does not answer (${answer.trouble}). No chat is shown.`;
    const wait = Math.max(backOff(attempt + 1, Math.random()), (answer.retryAfter ?? 0) * 1000);
    await new Promise((done) => setTimeout(done, wait));
  }
}
