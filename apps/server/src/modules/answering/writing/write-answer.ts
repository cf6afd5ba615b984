import type { AnswerRequest, SoFar, WritingTools, Written } from './writing.ts';

/**
 * `onSoFar` gets the whole text of the checked sentences so far, never an unchecked one.
 * @throws ModelError
 */
export function writeAnswer(
  _tools: WritingTools,
  _request: AnswerRequest,
  _onSoFar: (soFar: SoFar) => void,
): Promise<Written> {
  throw new Error('not written yet');
}
