// What is said between processes and never kept: who types, who is present, who signed out, how far
// an answer is written. Sent as notifications on the database, so that people on two processes see
// each other; a lost one costs nothing.
// Payloads stay far below PostgreSQL's 8,000 bytes.

import type { AnswerPreview, ConversationId, TeammateId } from '@baton/protocol';
import type { Database } from '../../platform/database/index.ts';
import type { Log } from '../../platform/log.ts';
import type { PresenceReport } from './core/presence.ts';

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

const CHANNEL = 'baton_whispers';
const LARGEST_PAYLOAD = 7_900;

export interface Whispers {
  /** Heard by every process, this one included. Never throws. */
  send(whisper: Whisper): void;
  close(): Promise<void>;
}

export async function openWhispers(
  database: Database,
  hear: (whisper: Whisper) => void,
  log: Log,
): Promise<Whispers> {
  const close = await database.listen(CHANNEL, (payload) => {
    try {
      hear(JSON.parse(payload) as Whisper);
    } catch (error) {
      log.warn({ err: error }, 'a notification between processes could not be read');
    }
  });
  return {
    send(whisper) {
      const payload = JSON.stringify(whisper);
      // Only a long answer comes this far: what is shown of it stays, until it is there whole.
      if (Buffer.byteLength(payload) > LARGEST_PAYLOAD) return;
      database.notify(CHANNEL, payload).catch((error: unknown) => {
        log.debug({ err: error }, 'a notification between processes was not sent');
      });
    },
    close,
  };
}
