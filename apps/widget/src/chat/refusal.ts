/** Why there can be no chat on this page, for whoever put it there. */
import type { Trouble } from './widget-client.ts';

/** What the page's owner reads in the console; null for what trying again may mend. */
export function refusalInWords(trouble: Trouble): string | null {
  if (trouble === 'origin_not_allowed') {
    return `the chat may not be shown on ${location.origin}. Add this origin to the AI agent's allowed origins.`;
  }
  if (trouble === 'not_found' || trouble === 'invalid_input') {
    return 'there is no AI agent with this widget key. Copy the line from the inbox again.';
  }
  return null;
}
