/**
 * What a run leaves behind, for the laws to read: what the database holds, and what everybody saw and
 * did. Plain values; who gathers them is no concern of a law.
 */
import type { ConversationEvent } from '@baton/protocol';

export interface StoredConversation {
  id: string;
  version: number;
  controller: string;
  status: string;
  assigneeId: string | null;
  events: ConversationEvent[];
}

export interface StoredMessage {
  conversationId: string;
  clientMessageId: string | null;
  author: string;
  /** Of the event that made it. */
  version: number;
  turn: number;
  body: string;
}

/** What a person sent, and whether they were told that it is stored. Times: of their own clock. */
export interface Sent {
  clientMessageId: string;
  body: string;
  acknowledged: boolean;
  firstSentAt: number;
  /** Of the first acknowledgement; null when none came. */
  acknowledgedAt: number | null;
}

/** A teammate asked for a conversation, and was told. */
export interface ClaimAsked {
  conversationId: string;
  by: string;
  /** `won`: it is theirs now. `had`: it was already. `refused`: somebody else has it. */
  told: 'won' | 'had' | 'refused';
  /** Where refused. */
  heldBy: string | null;
}

/** A screen that lived through the run, held against a fresh load at its end. */
export interface Screen {
  whose: string;
  /** How many conversations it holds. */
  holds: number;
  /** Empty when it holds what a fresh load gives. */
  differences: string[];
}

/** A badge as the inbox shows it, and what it counts. */
export interface Badge {
  name: string;
  shown: number;
  counted: number;
}

/** An entry of the live feed: which versions of a conversation it tells. */
export interface Told {
  conversationId: string;
  place: string;
  from: number;
  to: number;
}

export interface Evidence {
  conversations: StoredConversation[];
  /** In the order in which it is read. */
  feed: Told[];
  messages: StoredMessage[];
  sent: Sent[];
  claims: ClaimAsked[];
  screens: Screen[];
  badges: Badge[];
  /** Each answer that was seen to be owed without a job, though a server mended it: in words. */
  lostJobs: string[];
}

/** What one law says of it. */
export interface Verdict {
  law: string;
  /** How many things it looked at: a law that looked at nothing has shown nothing. */
  checked: number;
  /** What is looked at: "AI messages". */
  of: string;
  broken: string[];
}
