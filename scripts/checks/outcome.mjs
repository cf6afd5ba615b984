// What every stage of `npm test` answers: how many checks held, how many did not, and what to read.

/**
 * @typedef {{ passed: number, failed: number, skipped?: number, detail?: string }} Outcome
 *   `detail` is shown when something failed, and when `skipped` is not zero.
 */

/** One check that is a program's exit code. @param {{ code: number, output: string }} ran @returns {Outcome} */
export const oneCheck = ({ code, output }) =>
  code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, detail: output.trim() };

/** @param {string} detail @returns {Outcome} */
export const failure = (detail) => ({ passed: 0, failed: 1, detail });
