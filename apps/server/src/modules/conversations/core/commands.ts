/**
 * What customers, teammates and the AI may ask of a conversation.
 *
 * A command carries everything that its outcome needs (`at`, ids, texts), so that deciding is a
 * function of values. The door stamps `at` and `messageId`; callers outside write `Ask`.
 */
import type {
  ActionForm,
  ActionId,
  ActionInput,
  ActionRunId,
  AiAgentId,
  AnswerSource,
  Brief,
  ClientMessageId,
  ContactDetails,
  ContactId,
  DecisionSummary,
  HandoffReason,
  MessageId,
  SubmittedForm,
  TeammateId,
} from '@baton/protocol';

interface Stamped {
  /** When it was asked, ISO 8601. */
  at: string;
}

/** A decision as it is handed in: what the event carries, and the whole record for its table. */
export interface MadeDecision {
  summary: DecisionSummary;
  /** Plain JSON, kept whole in `decisions`. */
  record: unknown;
}

/** One use of an action; the definition and the values lie with the run. */
export interface OfRun {
  runId: ActionRunId;
  actionId: ActionId;
  /** The action's name, for people. */
  name: string;
}

/** A run that has all it needs and waits for a teammate. */
export interface RunToApprove extends OfRun {
  inputs: ActionInput[];
}

/** A run that came to an end. */
export interface FinishedRun extends OfRun {
  ok: boolean;
  /** What came of it, in the customer's words. */
  text: string;
}

// --- The customer ---------------------------------------------------------------------------

/** Starts the conversation when there is none, reopens a resolved one, wakes a snoozed one. */
export interface SendCustomerMessage extends Stamped {
  type: 'sendCustomerMessage';
  messageId: MessageId;
  clientMessageId: ClientMessageId;
  body: string;
  /** Read only where a conversation starts. */
  contactId: ContactId;
  aiAgentId: AiAgentId;
  contact: ContactDetails;
  /** The website vouched for the contact. Read only where a conversation starts. */
  verified: boolean;
  page: string | null;
  /** Set when the message is a form that was sent. */
  submitted: SubmittedForm | null;
  /** What that form asks for: waits for a teammate where a person or the queue has control. */
  requested: RunToApprove | null;
}

/** Null keeps what is known. */
export interface IdentifyContact extends Stamped {
  type: 'identifyContact';
  details: ContactDetails;
  /** The website vouches for them: such details are not overwritten by what somebody types. */
  verified: boolean;
}

// --- The AI: every result carries the turn it was made for ---------------------------------------

/** Whatever the AI says and keeps control: an answer, a clarifying question, an offer. */
export interface RecordAiAnswer extends Stamped {
  type: 'recordAiAnswer';
  messageId: MessageId;
  turn: number;
  body: string;
  sources: AnswerSource[];
  choices: string[];
  /** What an action needs to know, for the customer to fill in. */
  form?: ActionForm;
  /** The run that this answer tells the end of. */
  finished?: FinishedRun;
  decision: MadeDecision;
}

export interface HandOff extends Stamped {
  type: 'handOff';
  messageId: MessageId;
  turn: number;
  reasons: HandoffReason[];
  brief: Brief;
  decision: MadeDecision | null;
  /** What the customer is told, in the same thread. */
  body: string;
  /** The run that a person is asked to approve. */
  requested?: RunToApprove;
  /** The run that failed, and is why. */
  finished?: FinishedRun;
}

/** The AI could not decide at all. The customer reaches a person just the same. */
export interface AiFailed extends Stamped {
  type: 'aiFailed';
  messageId: MessageId;
  turn: number;
  brief: Brief;
  body: string;
}

/** What came of a run outside of an answer: a fact for the thread, whoever has control. */
export interface FinishAction extends Stamped, FinishedRun {
  type: 'finishAction';
}

// --- Teammates -----------------------------------------------------------------------------------

interface ByTeammate extends Stamped {
  by: TeammateId;
}

/** Take what waits in the queue. */
export interface Claim extends ByTeammate {
  type: 'claim';
}

/** Step in where the AI has control. */
export interface TakeOver extends ByTeammate {
  type: 'takeOver';
  brief: Brief | null;
}

export interface Reply extends ByTeammate {
  type: 'reply';
  messageId: MessageId;
  clientMessageId: ClientMessageId;
  body: string;
}

export interface AddNote extends ByTeammate {
  type: 'addNote';
  messageId: MessageId;
  clientMessageId: ClientMessageId;
  body: string;
}

/** Null: back to the queue. */
export interface Transfer extends ByTeammate {
  type: 'transfer';
  to: TeammateId | null;
}

/** Approve or decline a run that waits. Takes control, as a reply does. */
export interface DecideAction extends ByTeammate, OfRun {
  type: 'decideAction';
  approved: boolean;
  note: string | null;
}

export interface HandBack extends ByTeammate {
  type: 'handBack';
}

/** `by` is null when no person asked (a rule, a time-out). */
export interface Resolve extends Stamped {
  type: 'resolve';
  by: TeammateId | null;
}

export interface Reopen extends ByTeammate {
  type: 'reopen';
}

export interface Snooze extends ByTeammate {
  type: 'snooze';
  until: string;
}

/** The one who has it cannot work here any more. Asked by the sweeper. */
export interface Release extends Stamped {
  type: 'release';
  /** Who had it when the sweeper looked: whoever has it since keeps it. */
  from: TeammateId;
}

/** The one who has it lets the customer wait. Asked by the sweeper of routing. */
export interface ReturnToQueue extends Stamped {
  type: 'returnToQueue';
  /** Who had it when the sweeper looked. */
  from: TeammateId;
  because: 'away' | 'unanswered';
  /** Both the customer's open question and the hand it lies in must be as old as this, ISO 8601. */
  waitingBefore: string;
}

/** `time` is asked by the sweeper and does nothing before the moment has come. */
export interface Wake extends Stamped {
  type: 'wake';
  because: 'time' | 'teammate';
}

export interface Tag extends Stamped {
  type: 'tag';
  by: TeammateId | null;
  tag: string;
}

export interface Untag extends Stamped {
  type: 'untag';
  by: TeammateId | null;
  tag: string;
}

export type Command =
  | SendCustomerMessage
  | IdentifyContact
  | RecordAiAnswer
  | HandOff
  | AiFailed
  | FinishAction
  | DecideAction
  | Claim
  | TakeOver
  | Reply
  | AddNote
  | Transfer
  | HandBack
  | Resolve
  | Reopen
  | Snooze
  | Wake
  | Release
  | ReturnToQueue
  | Tag
  | Untag;

export type CommandType = Command['type'];
export type CommandOf<Type extends CommandType> = Extract<Command, { type: Type }>;

type WithoutStamp<C> = C extends Command ? Omit<C, 'at' | 'messageId'> : never;

/** A command as callers of the module write it: the door adds the time and the message's id. */
export type Ask = WithoutStamp<Exclude<Command, SendCustomerMessage>>;
