/**
 * A stand-in for anything that is asked and answers later: a model, a retriever, a sender.
 *
 *   const model = createScriptedModel<Question, Draft>([
 *     { says: draft },                    // at once
 *     { says: draft, when: () => gate },  // when the test opens the gate: the late answer
 *     { fails: new Error('429') },
 *     { never: true },                    // until the asker gives up (its signal aborts)
 *   ]);
 *   await model.ask(question, { signal });
 *   model.asked;                          // every question, in order
 *
 * A question beyond the script fails loudly, unless `otherwise` answers it.
 */
export type ScriptedStep<Answer> =
  | { says: Answer; when?: () => Promise<unknown> }
  | { fails: Error; when?: () => Promise<unknown> }
  | { never: true };

export interface ScriptedModel<Question, Answer> {
  ask(question: Question, options?: { signal?: AbortSignal }): Promise<Answer>;
  readonly asked: readonly Question[];
  /** Adds to the end of the script. */
  add(step: ScriptedStep<Answer>): void;
}

export function createScriptedModel<Question, Answer>(
  script: readonly ScriptedStep<Answer>[],
  otherwise?: (question: Question) => Answer,
): ScriptedModel<Question, Answer> {
  const steps = [...script];
  const asked: Question[] = [];
  return {
    asked,
    add: (step) => {
      steps.push(step);
    },
    async ask(question, { signal } = {}) {
      asked.push(question);
      const step = steps.shift();
      if (step === undefined) {
        if (otherwise !== undefined) return otherwise(question);
        throw new Error(`The script is over, and was asked: ${JSON.stringify(question)}`);
      }
      if ('never' in step) return untilAborted(signal);
      await (step.when === undefined ? signal?.throwIfAborted() : inTime(step.when(), signal));
      if ('fails' in step) throw step.fails;
      return step.says;
    },
  };
}

function inTime(moment: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  return signal === undefined ? moment : Promise.race([moment, untilAborted(signal)]);
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => reject(new Error('The asker gave up.', { cause: signal?.reason }));
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
