// Who sits where on this process, and what they tell each other: presence, typing, counts. Nothing
// in here is kept; a restart begins with empty rooms, and every client says hello again.

import type {
  AnswerPreview,
  ConversationId,
  InboxCounts,
  TeammateId,
  WorkspaceId,
} from '@baton/protocol';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { Presence, type PresenceReport, type Present } from './core/presence.ts';
import { type Framed, framed, framedJson } from './framed.ts';
import type { InboxSeat } from './inbox-audience.ts';
import type { Whisper, Whispers } from './whispers.ts';
import type { WidgetSeat } from './widget-audience.ts';

const REPORT_EVERY_MS = 15_000;
/** Badges follow a burst of changes once, not once each. */
const COUNTS_AFTER_MS = 120;

export interface RoomsOptions {
  clock: Clock;
  log: Log;
  processId: string;
  countsOf(workspaceId: WorkspaceId, teammateId: TeammateId): Promise<InboxCounts>;
  contactOf(workspaceId: string, conversationId: ConversationId): Promise<string | null>;
}

export class Rooms {
  readonly #options: RoomsOptions;
  readonly #inboxes = new Map<string, Set<InboxSeat>>();
  readonly #widgets = new Map<string, Set<WidgetSeat>>();
  readonly #presence = new Presence();
  /** What the inboxes of each workspace were last told about presence. */
  readonly #told = new Map<string, string>();
  readonly #countsDue = new Map<string, NodeJS.Timeout>();
  readonly #reports: NodeJS.Timeout;
  #whispers: Whispers | null = null;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#reports = setInterval(() => {
      for (const workspaceId of this.#inboxes.keys()) this.#report(workspaceId);
    }, REPORT_EVERY_MS);
  }

  /** Rooms hear and tell other processes through these, once they are open. */
  connect(whispers: Whispers): void {
    this.#whispers = whispers;
  }

  close(): void {
    clearInterval(this.#reports);
    for (const due of this.#countsDue.values()) clearTimeout(due);
  }

  /** Who sits here, on this process. */
  seats(): { inbox: number; widget: number } {
    return { inbox: seated(this.#inboxes), widget: seated(this.#widgets) };
  }

  // --- Teammates ---------------------------------------------------------------------------------

  sitInbox(seat: InboxSeat): void {
    add(this.#inboxes, seat.workspaceId, seat);
    this.#report(seat.workspaceId);
  }

  standInbox(seat: InboxSeat): void {
    remove(this.#inboxes, seat.workspaceId, seat);
    this.#report(seat.workspaceId);
  }

  looked(seat: InboxSeat): void {
    this.#report(seat.workspaceId);
  }

  greet(seat: InboxSeat): void {
    seat.client.sendFramed(framed(this.#presenceText(seat.workspaceId)));
    void this.#sendCounts(seat.workspaceId, [seat]);
  }

  /** Who has the inbox open on this process. */
  teammatesHere(): { workspaceId: WorkspaceId; teammateId: TeammateId }[] {
    return [...this.#inboxes].flatMap(([workspaceId, seats]) =>
      [...new Set([...seats].map(({ teammateId }) => teammateId))].map((teammateId) => ({
        workspaceId: workspaceId as WorkspaceId,
        teammateId,
      })),
    );
  }

  /** Is anybody of the team online, on any process? */
  anybodyIn(workspaceId: string): boolean {
    return this.#presence.in(workspaceId, this.#now()).length > 0;
  }

  /**
   * Signed out, disabled, a new password; a visitor who is somebody else from now on: said here at
   * once, and to the other processes.
   */
  sessionsEnded(workspaceId: string, of: string): void {
    const ended = { kind: 'sessionsEnded' as const, workspaceId, of };
    this.hear(ended);
    this.#whispers?.send(ended);
  }

  teammateTyping(seat: InboxSeat, conversationId: ConversationId, typing: boolean): void {
    this.#options
      .contactOf(seat.workspaceId, conversationId)
      .then((contactId) => {
        if (contactId === null) return;
        this.#whispers?.send({
          kind: 'typing',
          workspaceId: seat.workspaceId,
          conversationId,
          contactId,
          teammate: { id: seat.teammateId, name: seat.name },
          typing,
        });
      })
      .catch(() => {});
  }

  // --- Customers ---------------------------------------------------------------------------------

  sitWidget(seat: WidgetSeat): void {
    add(this.#widgets, seat.contactId, seat);
  }

  standWidget(seat: WidgetSeat): void {
    remove(this.#widgets, seat.contactId, seat);
  }

  /** How far an answer is written: to every process, this one included. */
  previewed(workspaceId: string, contactId: string, preview: AnswerPreview): void {
    this.#whispers?.send({ kind: 'preview', workspaceId, contactId, preview });
  }

  customerTyping(seat: WidgetSeat, conversationId: ConversationId, typing: boolean): void {
    const { workspaceId, contactId } = seat;
    this.#whispers?.send({
      kind: 'typing',
      workspaceId,
      conversationId,
      contactId,
      teammate: null,
      typing,
    });
  }

  // --- What is heard -----------------------------------------------------------------------------

  hear(whisper: Whisper): void {
    switch (whisper.kind) {
      case 'presence':
        return this.#hearPresence(whisper);
      case 'typing':
        return this.#hearTyping(whisper);
      case 'preview':
        return this.#hearPreview(whisper);
      case 'sessionsEnded':
        return this.#hearEnded(whisper);
    }
  }

  #hearEnded({ workspaceId, of }: Extract<Whisper, { kind: 'sessionsEnded' }>): void {
    for (const seat of this.#inboxes.get(workspaceId) ?? [])
      if (seat.teammateId === of) seat.client.recheck();
    const visitors = of.startsWith('agt_') ? this.#widgets.values() : [this.#widgets.get(of) ?? []];
    for (const seats of visitors)
      for (const seat of seats) if (seat.workspaceId === workspaceId) seat.client.recheck();
  }

  #hearPresence(report: PresenceReport): void {
    const { workspaceId } = report;
    this.#presence.hear(report, this.#now());
    if (!this.#inboxes.has(workspaceId)) return void this.#told.delete(workspaceId);
    // Compared with what was told, not with a moment ago: a process that died says nothing when
    // its time runs out, and the next report of any other must show that its people are gone.
    const now = this.#presenceText(workspaceId);
    if (now === this.#told.get(workspaceId)) return;
    this.#told.set(workspaceId, now);
    this.#tellInboxes(workspaceId, framed(now));
  }

  #hearTyping(whisper: Extract<Whisper, { kind: 'typing' }>): void {
    const { conversationId, teammate, typing } = whisper;
    const inbox = { type: 'typing', conversationId, teammateId: teammate?.id ?? null, typing };
    this.#tellInboxes(whisper.workspaceId, framedJson(inbox));
    if (teammate === null) return;
    const told = framedJson({ type: 'typing', name: teammate.name, typing });
    for (const seat of this.#widgets.get(whisper.contactId) ?? []) seat.client.sendFramed(told);
  }

  /** To the customer, and to the teammates who look at this conversation. */
  #hearPreview(whisper: Extract<Whisper, { kind: 'preview' }>): void {
    const { workspaceId, contactId, preview } = whisper;
    const shown = framedJson(preview);
    for (const seat of this.#inboxes.get(workspaceId) ?? [])
      if (seat.viewing === preview.conversationId) seat.client.sendFramed(shown);
    for (const seat of this.#widgets.get(contactId) ?? []) seat.client.sendFramed(shown);
  }

  /** A conversation of this workspace has changed: badges may have, too. */
  conversationChanged(workspaceId: string): void {
    if (!this.#inboxes.has(workspaceId) || this.#countsDue.has(workspaceId)) return;
    const due = setTimeout(() => {
      this.#countsDue.delete(workspaceId);
      void this.#sendCounts(workspaceId, [...(this.#inboxes.get(workspaceId) ?? [])]);
    }, COUNTS_AFTER_MS);
    this.#countsDue.set(workspaceId, due);
  }

  async #sendCounts(workspaceId: string, seats: readonly InboxSeat[]): Promise<void> {
    const byTeammate = new Map<TeammateId, InboxSeat[]>();
    for (const seat of seats) {
      const tabs = byTeammate.get(seat.teammateId);
      if (tabs === undefined) byTeammate.set(seat.teammateId, [seat]);
      else tabs.push(seat);
    }
    try {
      for (const [teammateId, tabs] of byTeammate) {
        const counts = await this.#options.countsOf(workspaceId as WorkspaceId, teammateId);
        const badges = framedJson({ type: 'counts', counts });
        for (const seat of tabs) seat.client.sendFramed(badges);
      }
    } catch (error) {
      // The next change brings them.
      this.#options.log.debug({ err: error }, 'counts could not be read');
    }
  }

  #report(workspaceId: string): void {
    // The tab that looks at a conversation speaks for a teammate who has several open.
    const byTeammate = new Map<TeammateId, Present>();
    for (const { teammateId, viewing } of this.#inboxes.get(workspaceId) ?? [])
      if (viewing !== null || !byTeammate.has(teammateId))
        byTeammate.set(teammateId, { teammateId, viewing });
    const present = [...byTeammate.values()];
    const { processId } = this.#options;
    const report = { kind: 'presence' as const, processId, workspaceId, present };
    // At once for those on this process, and by a whisper for the others.
    this.hear(report);
    this.#whispers?.send(report);
  }

  #presenceText(workspaceId: string): string {
    const teammates = this.#presence.in(workspaceId, this.#now());
    return JSON.stringify({ type: 'presence', teammates });
  }

  #tellInboxes(workspaceId: string, frames: Framed): void {
    for (const seat of this.#inboxes.get(workspaceId) ?? []) seat.client.sendFramed(frames);
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }
}

function seated(rows: ReadonlyMap<string, ReadonlySet<unknown>>): number {
  let count = 0;
  for (const seats of rows.values()) count += seats.size;
  return count;
}

function add<T>(map: Map<string, Set<T>>, key: string, item: T): void {
  map.set(key, (map.get(key) ?? new Set<T>()).add(item));
}

function remove<T>(map: Map<string, Set<T>>, key: string, item: T): void {
  const items = map.get(key);
  items?.delete(item);
  if (items?.size === 0) map.delete(key);
}
