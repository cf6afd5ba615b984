/** What an alert watches for an increase of is there before the first of it, at zero. */
import { expect, it } from 'vitest';
import { createServerMetrics } from './index.ts';

it.each([
  ...['waiting', 'password'].flatMap((about) =>
    ['sent', 'refused', 'failed'].map(
      (outcome) => `baton_mails_total{about="${about}",outcome="${outcome}"} 0`,
    ),
  ),
  'baton_handoffs_total{reason="ai_error"} 0',
])('%s', async (line) => {
  const { exposed } = createServerMetrics({ version: '0.0.0', token: null });
  expect((await exposed.read()).text.split('\n')).toContain(line);
});

it('jobs of a kind that were given up, from the first attempt of that kind on', async () => {
  const { exposed, jobEnded } = createServerMetrics({ version: '0.0.0', token: null });
  jobEnded({ kind: 'answering.turn', end: 'failed', seconds: 1 });
  expect((await exposed.read()).text.split('\n')).toContain(
    'baton_job_attempts_total{kind="answering.turn",end="given_up"} 0',
  );
});
