/** `baton eval`: the measurements of ../eval, printed as they come. */
import type { Command } from '../command.ts';
import { EVAL_USAGE, runEval } from '../eval/run-eval.ts';

export const evaluate: Command = {
  help: `${EVAL_USAGE}

Measures the engine of this build on files of yours (JSON lines); needs no running server. The result
is one JSON object, with and without --json.
`,
  options: {},
  readsItself: true,

  async run({ paths }, progress) {
    progress.tell(`Measuring ${paths[0] ?? ''}`);
    const result = await runEval(paths);
    return { ok: true, text: JSON.stringify(result, null, 2), json: result };
  },
};
