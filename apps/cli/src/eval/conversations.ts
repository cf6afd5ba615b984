// `baton eval conversations`: scripted customers played through the real answering process (retrieve,
// draft, judge) over a corpus, turn by turn, until a handoff.

import { askIndex, indexDocuments, judgeTurn, type Said } from '@baton/server';
import { readScripts, type Script, type ScriptTurn } from './conversation-scripts.ts';
import type { EvalEngine } from './engine.ts';
import { documentsOf } from './retrieval.ts';
import { readCorpus } from './retrieval-files.ts';

/** What one turn came to. `article` is where an answer was quoted from; null for small talk. */
export interface PlayedTurn {
  asked: ScriptTurn;
  outcome: 'answer' | 'clarify' | 'offer' | 'handoff';
  reasons: string[];
  article: string | null;
}

export async function evalConversations(
  engine: EvalEngine,
  files: { corpusPath: string; scriptsPath: string },
) {
  const scripts = readScripts(files.scriptsPath);
  const retrieve = await retrieverOver(engine, files.corpusPath);
  const played: PlayedTurn[][] = [];
  for (const script of scripts) played.push(await play(engine, retrieve, script));
  return conversationsReport(scripts, played);
}

type Retrieve = Parameters<typeof judgeTurn>[0]['knowledge']['retrieve'];

async function play(engine: EvalEngine, retrieve: Retrieve, script: Script): Promise<PlayedTurn[]> {
  const tools = {
    knowledge: { retrieve },
    escalation: engine.escalation,
    draftTools: {
      quote: async (passage: { text: string }) => passage.text,
      documentUrl: (documentId: string) => documentId,
    },
  };
  const before: Said[] = [];
  const turns: PlayedTurn[] = [];
  for (const asked of script.turns) {
    const question = asked.customer;
    const episode = { before: [...before], pending: [question], question, leftOver: false };
    const scope = { workspaceId: 'eval', aiAgentId: 'eval' };
    const { record, draft } = await judgeTurn(tools, scope, engine.policy, episode);
    const { decision } = record;
    const sources =
      decision.outcome === 'answer' && decision.reply.kind === 'draft'
        ? (draft?.sources ?? [])
        : [];
    const article = sources[0]?.documentId ?? null;
    turns.push({ asked, outcome: decision.outcome, reasons: decision.reasons, article });
    if (decision.outcome === 'handoff') break;
    const text =
      decision.outcome !== 'answer'
        ? decision.text
        : decision.reply.kind === 'smallTalk'
          ? decision.reply.text
          : (draft?.text ?? '');
    before.push({ author: 'customer', text: question });
    before.push({ author: 'ai', text, outcome: decision.outcome, sources });
  }
  return turns;
}

export function conversationsReport(scripts: readonly Script[], played: readonly PlayedTurn[][]) {
  const each = scripts.map((script, at) => ({ script, turns: played[at] ?? [] }));
  const wrongTurn = ({ asked, outcome, article }: PlayedTurn) =>
    outcome === 'answer' &&
    article !== null &&
    (asked.expect === 'handoff' ||
      (asked.articles.length > 0 && !asked.articles.includes(article)));
  // Friendly words where a person was due leave the customer without help just the same.
  const isWrong = ({ turns }: (typeof each)[number]) =>
    turns.some(
      (turn) => wrongTurn(turn) || (turn.outcome === 'answer' && turn.asked.expect === 'handoff'),
    );
  const expectsHandoff = ({ script }: (typeof each)[number]) =>
    script.turns.some((turn) => turn.expect === 'handoff');
  const handedOff = ({ turns }: (typeof each)[number]) => turns.at(-1)?.outcome === 'handoff';
  const rightHandoff = (one: (typeof each)[number]) => {
    const last = one.turns.at(-1);
    if (last?.outcome !== 'handoff' || last.asked.expect === 'answer') return false;
    const { reasons } = last.asked;
    return reasons.length === 0 || last.reasons.some((reason) => reasons.includes(reason));
  };
  const resolved = each.filter(
    (one) =>
      !expectsHandoff(one) &&
      !handedOff(one) &&
      !isWrong(one) &&
      one.turns.every((turn) => turn.asked.expect !== 'answer' || turn.outcome === 'answer'),
  ).length;
  const wrong = each.filter(isWrong).length;
  const handed = each.filter(handedOff);
  const due = each.filter(expectsHandoff);
  const found = due.filter((one) => handedOff(one) && one.turns.at(-1)?.asked.expect !== 'answer');
  const n = each.length;
  return {
    n,
    resolved: resolved / n,
    resolved_of_answerable: resolved / Math.max(1, n - due.length),
    wrong: wrong / n,
    handed_off: handed.length / n,
    handoff_precision: handed.filter(rightHandoff).length / Math.max(1, handed.length),
    handoff_recall: found.length / Math.max(1, due.length),
    handoff_recall_by_reason: byReason(due, (one) => found.includes(one)),
    handoff_precision_by_reason: precisionByReason(handed, rightHandoff),
    turns_to_handoff:
      handed.reduce((sum, { turns }) => sum + turns.length, 0) / Math.max(1, handed.length),
    /** Conversations that end with neither an answer nor a person for their last message. */
    stranded: each.filter(({ turns }) => turns.length === 0).length,
    utility: (resolved - 0.3 * handed.length - 3 * wrong) / n,
  };
}

interface One {
  script: Script;
  turns: PlayedTurn[];
}

function byReason(due: readonly One[], isFound: (one: One) => boolean): Record<string, number> {
  const counts = new Map<string, { due: number; found: number }>();
  for (const one of due) {
    const reasons = one.script.turns.find((turn) => turn.expect === 'handoff')?.reasons ?? [];
    for (const reason of reasons.length > 0 ? reasons : ['any']) {
      const count = counts.get(reason) ?? { due: 0, found: 0 };
      counts.set(reason, { due: count.due + 1, found: count.found + (isFound(one) ? 1 : 0) });
    }
  }
  return Object.fromEntries(
    [...counts].map(([reason, { due: all, found }]) => [reason, found / all]),
  );
}

function precisionByReason(
  handed: readonly One[],
  isRight: (one: One) => boolean,
): Record<string, number> {
  const counts = new Map<string, { said: number; right: number }>();
  for (const one of handed)
    for (const reason of one.turns.at(-1)?.reasons ?? []) {
      const count = counts.get(reason) ?? { said: 0, right: 0 };
      counts.set(reason, { said: count.said + 1, right: count.right + (isRight(one) ? 1 : 0) });
    }
  return Object.fromEntries([...counts].map(([reason, { said, right }]) => [reason, right / said]));
}

async function retrieverOver(engine: EvalEngine, corpusPath: string): Promise<Retrieve> {
  const index = await indexDocuments(documentsOf(readCorpus(corpusPath)), engine.embed);
  return (_scope, question, options) =>
    askIndex(index, engine.embed, question, { limit: options?.limit ?? 10, read: engine.read });
}
