// One answer, from the prompt to the draft:
//
//   prompt ─► model ─► sentences, as they come ─► each checked, in order ─► shown so far
//                └─ ends, breaks off, or says it cannot ─────────────────► draft, or none
//
// Nothing unchecked leaves here: `onSoFar` and the draft are made of the same verdicts.

import { randomBytes } from 'node:crypto';
import type { AnswerSource, Generation, PassageId } from '@baton/protocol';
import { type DraftPassage, sourceOf } from '../core/draft.ts';
import { ModelError } from '../models/language-model.ts';
import type { Unit } from './core/answer-parser.ts';
import { type Assembled, assemble, isMostlyCarried } from './core/assemble.ts';
import { bestQuote } from './core/best-quote.ts';
import { type Grounds, readGrounds } from './core/grounds.ts';
import { answerPrompt } from './core/prompt.ts';
import type { Verdict } from './core/verdict.ts';
import { type Bench, judgeUnit } from './judge-unit.ts';
import { NOTHING, readStream } from './read-stream.ts';
import { selfCheck } from './self-check.ts';
import type { AnswerRequest, SoFar, WritingTools, Written } from './writing.ts';

/** Tokens of a prompt, where nothing is known of the model. */
const ROOM = 6_000;
/** For a model that said that the first prompt was too long. */
const LITTLE_ROOM = 1_400;

/**
 * `onSoFar` gets the whole text of the checked sentences so far, never an unchecked one; it may
 * become shorter when a later step of a procedure fails.
 * @throws ModelError
 */
export async function writeAnswer(
  tools: WritingTools,
  request: AnswerRequest,
  onSoFar: (soFar: SoFar) => void,
): Promise<Written> {
  const room = tools.promptTokens ?? ROOM;
  try {
    return await writeOnce(tools, request, onSoFar, room);
  } catch (error) {
    if (!isTooLong(error) || room <= LITTLE_ROOM || request.signal.aborted) throw error;
    return writeOnce(tools, request, onSoFar, LITTLE_ROOM);
  }
}

/** Refused before its first word, because it reads no more than so much. */
const isTooLong = (error: unknown): boolean =>
  error instanceof ModelError &&
  error.code === 'bad_request' &&
  /context|too (?:long|large|many)|maximum|exceed|n_ctx|tokens/iu.test(error.detail ?? '');

async function writeOnce(
  tools: WritingTools,
  request: AnswerRequest,
  onSoFar: (soFar: SoFar) => void,
  room: number,
): Promise<Written> {
  const started = tools.now();
  const nonce = (tools.newNonce ?? newNonce)();
  const prompt = answerPrompt(request, nonce, room);
  let grounds: Grounds | null = null;
  const bench: Bench = {
    offered: prompt.offered,
    check: tools.check,
    language: request.voice.language === 'customer' ? request.language : request.voice.language,
    // Read when the first sentence is there: the model is asked sooner.
    get grounds() {
      grounds ??= readGrounds(
        prompt.offered,
        [...request.history.flatMap(saidByCustomer), request.question],
        { system: prompt.system, marks: [nonce, '<<<', '>>>'] },
        tools.documentUrl,
      );
      return grounds;
    },
  };
  const shown = (assembled: Assembled): SoFar => ({
    text: assembled.text,
    sources: assembled.cited.flatMap((number) => {
      const passage = prompt.offered[number - 1];
      return passage === undefined ? [] : [source(passage, number, assembled, tools)];
    }),
  });

  const verdicts: Verdict[] = [];
  let lastShown = '';
  /** Once the stream has failed or declined, what is still being checked is nobody's any more. */
  let over = false;
  const judge = async (unit: Unit, unfinished = false) => {
    if (over || request.signal.aborted) return;
    verdicts.push(await judgeUnit(bench, unit, verdicts, unfinished));
    const soFar = assemble(verdicts);
    // A kind word alone is not worth showing: it may have to be taken back.
    const isWorth = soFar.claims.some(({ removed }) => !removed);
    if (over || request.signal.aborted || soFar.text === lastShown || !isWorth) return;
    lastShown = soFar.text;
    onSoFar(shown(soFar));
  };
  const stream =
    prompt.offered.length === 0
      ? NOTHING
      : await readStream(tools, request, prompt, judge).finally(() => {
          over = true;
        });
  if (request.signal.aborted) throw stopped();

  const { text, claims, cited } = assemble(verdicts);
  const kept = claims.filter(({ removed }) => !removed);
  const declined = stream.declined || !isMostlyCarried(claims);
  const own =
    tools.selfCheck && !declined
      ? await selfCheck(
          tools.model,
          kept.map((claim) => claim.text),
          prompt.offered,
          nonce,
          request.signal,
        )
      : null;
  if (request.signal.aborted) throw stopped();
  const idsOf = (numbers: readonly number[]) =>
    numbers.flatMap((number) => prompt.offered[number - 1]?.passageId ?? []) as PassageId[];
  const generation: Generation = {
    model: tools.model.id,
    standaloneQuestion: request.standalone,
    declined,
    sentences: claims.map((claim) => ({
      text: claim.text,
      support: Math.min(1, Math.max(0, claim.support)),
      removed: claim.removed,
      passageIds: idsOf(claim.carriers),
      why: claim.why,
    })),
    logprob: stream.logprob,
    selfAgreement: own?.agreement ?? null,
    firstTextMs: stream.firstTextAt === null ? null : Math.max(0, stream.firstTextAt - started),
    totalMs: Math.max(0, tools.now() - started),
    inputTokens: stream.usage.inputTokens + (own?.usage?.inputTokens ?? 0),
    outputTokens: stream.usage.outputTokens + (own?.usage?.outputTokens ?? 0),
    fault: null,
  };
  if (declined) return { draft: null, generation };
  const { sources } = shown({ text, claims, cited });
  return { draft: { text, passageIds: idsOf(cited), sources }, generation };
}

/** Quoted: where the passage says what the answer says by it. */
function source(
  passage: DraftPassage,
  number: number,
  { claims }: Assembled,
  tools: WritingTools,
): AnswerSource {
  const said = claims.filter(({ removed, carriers }) => !removed && carriers.includes(number));
  const quote = bestQuote(
    passage,
    said.map(({ text }) => text),
  );
  return sourceOf(passage, quote, tools);
}

const saidByCustomer = ({ author, text }: AnswerRequest['history'][number]) =>
  author === 'customer' ? [text] : [];

const newNonce = () => randomBytes(9).toString('hex');
const stopped = () => new ModelError('stopped', 'The answer was not needed any more.');
