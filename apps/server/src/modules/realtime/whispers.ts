// What is said between processes and never kept: who types, who is present, who signed out, how far
// an answer is written. A lost one costs nothing; but of two about the same thing the older must not
// be believed last, and on its way a word may come late or twice. So each process counts its words,
// and what is older than the newest that was heard of it is not heard any more.

import { AnswerPreview, ConversationId, TeammateId } from '@baton/protocol';
import { z } from 'zod';
import type { FanOut } from '../../platform/fan-out/index.ts';
import type { Log } from '../../platform/log.ts';
import { Newest } from './core/newest.ts';

const Whisper = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('typing'),
    workspaceId: z.string(),
    conversationId: ConversationId,
    contactId: z.string(),
    /** Null: the customer types. */
    teammate: z.object({ id: TeammateId, name: z.string() }).nullable(),
    typing: z.boolean(),
  }),
  z.object({
    kind: z.literal('presence'),
    processId: z.string(),
    workspaceId: z.string(),
    present: z.array(z.object({ teammateId: TeammateId, viewing: ConversationId.nullable() })),
  }),
  /** `of`: a teammate, a contact, or an AI agent, whose every visitor is then asked again. */
  z.object({ kind: z.literal('sessionsEnded'), workspaceId: z.string(), of: z.string() }),
  z.object({
    kind: z.literal('preview'),
    workspaceId: z.string(),
    contactId: z.string(),
    preview: AnswerPreview,
  }),
]);
export type Whisper = z.infer<typeof Whisper>;

export interface Whispers {
  /** Heard by every process, this one included. Never throws. */
  send(whisper: Whisper): void;
  close(): Promise<void>;
}

/** Absent in the words of releases that did not count. */
const Counted = z.object({ from: z.string().optional(), n: z.number().optional() });
type Counted = z.infer<typeof Counted>;

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
      const said: unknown = JSON.parse(payload);
      const counted = Counted.safeParse(said);
      const whisper = Whisper.safeParse(said);
      // Of another release perhaps, or not of ours: what screens are shown is what they can read.
      if (!counted.success || !whisper.success) return;
      const { from, n: count } = counted.data;
      const isOld = from !== undefined && count !== undefined && !newest.isNews(from, count);
      // That a session ended is worth asking about however late one hears of it.
      if (isOld && whisper.data.kind !== 'sessionsEnded') return;
      hear(whisper.data);
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
