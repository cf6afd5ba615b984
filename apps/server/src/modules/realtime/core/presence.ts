// Who is at work: which teammates have the inbox open, on which process, and what they look at.
// Pure: every process tells the others its own list now and then; a process that falls silent is
// forgotten. A teammate with several tabs counts once, looking at the newest tab's conversation.

import type { ConversationId, TeammateId } from '@baton/protocol';

export interface Present {
  teammateId: TeammateId;
  viewing: ConversationId | null;
}

/** One process's own list for one workspace, as it tells it to the others. */
export interface PresenceReport {
  processId: string;
  workspaceId: string;
  present: Present[];
}

interface Heard {
  at: number;
  present: readonly Present[];
}

/** A process not heard from for this long has gone; reports come twice as often. */
export const PRESENCE_LASTS_MS = 40_000;

export class Presence {
  readonly #workspaces = new Map<string, Map<string, Heard>>();

  hear(report: PresenceReport, now: number): void {
    const processes = this.#workspaces.get(report.workspaceId) ?? new Map<string, Heard>();
    for (const [id, { at }] of processes) if (isSilent(at, now)) processes.delete(id);
    if (report.present.length === 0) processes.delete(report.processId);
    else processes.set(report.processId, { at: now, present: report.present });
    if (processes.size === 0) this.#workspaces.delete(report.workspaceId);
    else this.#workspaces.set(report.workspaceId, processes);
  }

  /** Everybody present in a workspace, by teammate. */
  in(workspaceId: string, now: number): Present[] {
    const everybody = new Map<TeammateId, Present>();
    for (const { at, present } of this.#workspaces.get(workspaceId)?.values() ?? []) {
      if (isSilent(at, now)) continue;
      for (const each of present) {
        const known = everybody.get(each.teammateId);
        if (known === undefined || known.viewing === null) everybody.set(each.teammateId, each);
      }
    }
    return [...everybody.values()].toSorted((a, b) => (a.teammateId < b.teammateId ? -1 : 1));
  }
}

const isSilent = (heardAt: number, now: number): boolean => now - heardAt > PRESENCE_LASTS_MS;
