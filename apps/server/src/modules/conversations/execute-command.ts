/**
 * Anything asked of a conversation that exists: by teammates, by the AI, by the sweeper.
 */
import type { ConversationId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import type { CommandResult, ConversationsDependencies, Scope } from './conversations.ts';
import type { Ask, Command } from './core/commands.ts';
import { storable } from './storable-text.ts';
import { loadConversation, type Sending } from './store/load.ts';
import { holdActiveTeammate } from './store/teammates.ts';
import { type Attempt, decideAndAppend, refused, resent, untilDecided } from './write.ts';

export async function executeCommand(
  dependencies: ConversationsDependencies,
  { workspaceId }: Scope,
  conversationId: ConversationId,
  ask: Ask,
): Promise<CommandResult> {
  const command = stamped(ask, dependencies);
  const sending = sendingOf(command);
  const receiver = command.type === 'transfer' ? command.to : null;

  const attempt = async (sql: Sql, lock: boolean): Promise<Attempt> => {
    const { found, sentBefore } = await loadConversation(
      sql,
      workspaceId,
      conversationId,
      sending,
      { lock },
    );
    if (sentBefore !== null && sending !== null) {
      return resent(sql, workspaceId, sentBefore, { conversationId, ...sending });
    }
    // Who is given it stays active until it is theirs: who disables them finds it among theirs. Held
    // only now: the lock gives the transaction its number, and what was decided on must be older.
    if (receiver !== null && !(await holdActiveTeammate(sql, workspaceId, receiver))) {
      return { result: noSuchTeammate };
    }
    const state = found?.state ?? null;
    return decideAndAppend(sql, dependencies, { workspaceId, conversationId }, state, command);
  };
  return untilDecided(
    dependencies,
    workspaceId,
    (sql) =>
      receiver === null
        ? attempt(sql, false)
        : dependencies.database.transaction((tx) => attempt(tx, false)),
    (tx) => attempt(tx, true),
  );
}

const noSuchTeammate = refused('invalid_input', 'There is no such teammate to transfer this to.');

/** Stamped once: however often the command is tried, its message is the same message. */
function stamped(ask: Ask, { clock, newId }: ConversationsDependencies): Command {
  const at = clock.now().toISOString();
  const said = 'body' in ask ? { messageId: newId('msg') } : {};
  return { ...storable(ask), at, ...said } as Command;
}

function sendingOf(
  command: Command,
): (Sending & { body: string; visibility: 'public' | 'note' }) | null {
  if (command.type !== 'reply' && command.type !== 'addNote') return null;
  const { by: authorId, clientMessageId, body } = command;
  const visibility = command.type === 'reply' ? 'public' : 'note';
  return { authorId, clientMessageId, body, visibility };
}
