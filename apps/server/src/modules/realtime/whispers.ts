// What is said between processes and never kept: who types, who is present, who signed out, how far
// an answer is written. A lost one costs nothing; but of two about the same thing the older must not
// be believed last, and on its way a word may come late or twice. So each process counts its words,
// and what is older than the newest that was heard of it is not heard any more.

import type { AnswerPreview, ConversationId, TeammateId } from '@baton/protocol';
import type { FanOut } from '../../platform/fan-out/index.ts';
import type { Log } from '../../platform/log.ts';
import type { PresenceReport } from './core/presence.ts';
import { Newest } from './core/newest.ts';

export type Whisper =
  | {
      kind: 'typing';
      workspaceId: string;
      conversationId: ConversationId;
      contactId: string;
      /** Null: the customer types. */
      teammate: { id: TeammateId; name: string } | null;
      typing: boolean;
    }
  | ({ kind: 'presence' } & PresenceReport)
  /** `of`: a teammate, a contact, or an AI agent, whose every visitor is then asked again. */
  | { kind: 'sessionsEnded'; workspaceId: string; of: string }
  | { kind: 'preview'; workspaceId: string; contactId: string; preview: AnswerPreview };

export interface Whispers {
  /** Heard by every process, this one included. Never throws. */
  send(whisper: Whisper): void;
  close(): Promise<void>;
}

/** Absent in the words of releases that did not count. */
interface Counted {
  from?: string;
  n?: number;
}

export interface WhispersOptions {
  fanOut: FanOut;
  processId: string;
  hear(whisper: Whisper): void;
  log: Log;
}

export async function openWhispers(options: WhispersOptions): Promise<Whispers> {
  const { fanOut, processId, hear, log } = options;
  const newest = new Newest();
  let n = 0;
  const close = await fanOut.listen('whispers', (payload) => {
    try {
      const { from, n: count, ...whisper } = JSON.parse(payload) as Whisper & Counted;
      const isOld = from !== undefined && count !== undefined && !newest.isNews(from, count);
      // That a session ended is worth asking about however late one hears of it.
      if (isOld && whisper.kind !== 'sessionsEnded') return;
      hear(whisper);
    } catch (error) {
      log.warn({ err: error }, 'what another process said could not be read');
    }
  });
  return {
    send(whisper) {
      n += 1;
      fanOut.send('whispers', JSON.stringify({ ...whisper, from: processId, n } satisfies Counted));
    },
    close,
  };
}
