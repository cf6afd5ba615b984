// What a draft is asked for, and what it is made from.

import type { AssistFrame, AssistRequest, WorkspaceId } from '@baton/protocol';
import type { z } from 'zod';
import type { Conversations, Episode as StoredEpisode } from '../../conversations/index.ts';
import type { Log } from '../../../platform/log.ts';
import type { JudgementTools } from '../judgement.ts';
import type { Writer, WritingPorts } from '../writer.ts';

export interface AssistTools extends JudgementTools, WritingPorts {
  conversations: Pick<Conversations, 'episode'>;
  log: Log;
}

export type Assisted = z.output<typeof AssistRequest>;
export type Emit = (frame: AssistFrame) => void;

/** What a draft is made from. */
export interface Assisting {
  tools: AssistTools;
  workspaceId: WorkspaceId;
  stored: StoredEpisode;
  /** Null: the embedded engine. */
  writer: Writer | null;
  signal: AbortSignal;
  emit: Emit;
}
