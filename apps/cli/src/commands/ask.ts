/** `baton ask`: what the AI agent would say to a question, how sure it is, and what it looked at. */
import type { AskResult } from '@baton/protocol';
import { type Command, UsageError } from '../command.ts';
import { agentHelp, agentOptions, chooseScope, withBaton } from '../installation.ts';
import { foundAndWhy, outcomes } from '../terminal/found-and-why.ts';
import { bold, dim, percent, shortened, wrapped } from '../terminal/words.ts';

export const ask: Command = {
  help: `baton ask "How do I reset my password?"

Judges the question as the first of a conversation and shows the answer, the confidence, the decision
with its reasons, and the passages. Nothing is sent to anyone.

  --explain         what was found and why: each passage's scores and matched words, the signals,
                    the rule, the confidence against the line; --json gives all of it as one object
${agentHelp}`,
  options: { ...agentOptions, explain: { type: 'boolean' } },

  async run(args, progress) {
    const question = args.paths.join(' ').trim();
    if (question === '') throw new UsageError('Which question? baton ask "How do I …?"');
    return withBaton('baton ask', progress, async (baton) => {
      const { workspaceId, aiAgentId } = await chooseScope(baton, args);
      progress.tell('Thinking');
      const result = await baton.answering.preview(workspaceId, aiAgentId, question);
      const text = args.values['explain'] ? foundAndWhy(question, result) : told(result);
      return { ok: true, text, json: { question, ...result } };
    });
  },
};

export function told(result: AskResult): string {
  const { confidence, threshold, reasons } = result;
  const sure =
    confidence === null
      ? 'none: no answer was drafted'
      : `${percent(confidence)} ${dim(`(answers from ${percent(threshold)})`)}`;
  const rows: [string, string][] = [
    ['decision', `${outcomes[result.outcome]} ${dim(`by the rule "${result.rule}"`)}`],
    ...(reasons.length > 0 ? ([['reasons', reasons.join(', ')]] as [string, string][]) : []),
    ['why', result.explanation],
    ['confidence', sure],
  ];
  const fired = result.signals.filter((signal) => signal.fired).map(({ label }) => label);
  if (fired.length > 0) rows.push(['signals', fired.join(', ')]);
  return [
    wrapped(result.body),
    '',
    ...rows.map(([name, value]) => `${dim(name.padEnd(11))} ${value}`),
    '',
    ...(result.passages.length === 0 ? [dim('no passages were found')] : []),
    ...result.passages
      .slice(0, 5)
      .flatMap((passage, at) => [
        `${dim(`${at + 1}.`)} ${bold([passage.title, passage.heading].filter(Boolean).join(' › '))} ${dim(passage.url)}`,
        dim(
          `   score ${passage.score.toFixed(2)}, words ${passage.lexical.toFixed(2)}, meaning ${passage.cosine?.toFixed(2) ?? 'not yet'}`,
        ),
        wrapped(shortened(passage.text, 240), '   '),
      ]),
    dim(`in ${result.milliseconds} ms`),
  ].join('\n');
}
