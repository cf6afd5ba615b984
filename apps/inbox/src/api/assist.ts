/** Drafts for a teammate: one request, answered line by line as the draft is written. */
import type { AssistFrame, AssistRequest } from '@baton/protocol';
import { RequestFailed, readProblem } from './request.ts';

/** Frames as they come, one after another. Ends when the answer does; throws `RequestFailed`. */
export async function* assist(
  conversationId: string,
  body: AssistRequest,
  signal: AbortSignal,
): AsyncGenerator<AssistFrame> {
  let response: Response;
  try {
    response = await fetch(`/api/conversations/${conversationId}/assist`, {
      method: 'POST',
      headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(body),
      signal,
    });
  } catch (fault) {
    if (signal.aborted) throw fault;
    throw new RequestFailed(null);
  }
  if (!response.ok || !response.body) throw new RequestFailed(await readProblem(response));
  for await (const line of linesOf(response.body)) yield JSON.parse(line) as AssistFrame;
}

/** Whole lines, whatever pieces they arrive in. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      // One piece after another: that is what a stream is.
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const lines = rest.split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line.trim() !== '') yield line;
      if (done) return;
    }
  } finally {
    // Whoever stops reading ends the request.
    void reader.cancel().catch(() => {});
  }
}
