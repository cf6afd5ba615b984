/**
 * A draft that the AI writes for a teammate, from asking to having it. Pure.
 *
 * Until it is done the teammate's own text stays where it is kept, untouched: stopping, failing or
 * losing the tab gives it back by doing nothing.
 *
 *   idle ──ask──► writing ──done──► done (the composer takes it)
 *                    └────failed──► failed (words; nothing was changed)
 */
import type { AnswerSource, AssistFrame, AssistRequest } from '@baton/protocol';

export type AssistTask = AssistRequest;
type Done = Extract<AssistFrame, { type: 'done' }>;
export type AssistRun =
  | { is: 'idle' }
  | { is: 'writing'; task: AssistTask; text: string }
  | { is: 'failed'; task: AssistTask; code: string; words: string }
  | ({ is: 'done'; task: AssistTask } & Omit<Done, 'type'>);

/** Frames that come after the end are late: nothing changes. */
export function afterFrame(run: AssistRun, frame: AssistFrame): AssistRun {
  if (run.is !== 'writing') return run;
  const { task } = run;
  switch (frame.type) {
    case 'text':
      return { ...run, text: run.text + frame.text };
    case 'failed':
      return { is: 'failed', task, code: frame.code, words: frame.words };
    case 'done': {
      const { type: _, ...made } = frame;
      if (made.text.trim() === '') return { is: 'failed', task, ...nothing(task) };
      return { is: 'done', task, ...made };
    }
  }
}

/** The answer ended: without a last word it broke off. */
export const afterEnd = (run: AssistRun): AssistRun =>
  run.is === 'writing'
    ? {
        is: 'failed',
        task: run.task,
        code: 'broken_stream',
        words: 'The draft broke off before it was whole.',
      }
    : run;

const nothing = (task: AssistTask) => ({
  code: 'nothing',
  words:
    task.kind === 'reply'
      ? 'Nothing in your documents answers what the customer asked last.'
      : 'Nothing came of it.',
});

/** What stands in a composer and was written by the AI, until its teammate makes it their own. */
export type Assisted = {
  task: AssistTask['kind'];
  /** What the teammate had there before. */
  before: string;
  text: string;
  sources: readonly AnswerSource[];
  unsupported: readonly string[];
};

/** The mark stays exactly as long as nobody has changed a letter. */
export const isUntouched = (assisted: Assisted | undefined, text: string): assisted is Assisted =>
  assisted !== undefined && assisted.text === text;

/** Sentences that the documents do not say: still in the text, or left out of it beforehand. */
export function unsupportedIn(assisted: Assisted | undefined, text: string) {
  const { unsupported = [], text: made = '' } = assisted ?? {};
  return {
    inText: unsupported.filter((sentence) => text.includes(sentence)),
    leftOut: made === text ? unsupported.filter((sentence) => !made.includes(sentence)) : [],
  };
}

/** Each page once. */
export const distinctSources = (sources: readonly AnswerSource[]) =>
  sources.filter(({ url }, index) => sources.findIndex((one) => one.url === url) === index);
