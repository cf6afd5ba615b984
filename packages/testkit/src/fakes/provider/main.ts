/**
 * `npx tsx packages/testkit/src/fakes/provider/main.ts [--port 4519] [--delay 40] [--flavour ollama]`
 *
 * A provider to look at the product with: streams an answer quoted from the passages of the prompt,
 * word by word. Enter its address as "any OpenAI-compatible server", with any model name.
 */
import { parseArgs } from 'node:util';
import { startFakeProvider } from './fake-provider.ts';
import { groundedAnswer } from './grounded-answer.ts';
import type { Flavour } from './openai-chat.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4519' },
    delay: { type: 'string', default: '40' },
    flavour: { type: 'string', default: 'openai' },
    says: { type: 'string' },
  },
});

const provider = await startFakeProvider([], {
  port: Number(values.port),
  flavour: values.flavour as Flavour,
  otherwise: (request) => {
    process.stdout.write(`${request.protocol} ${String(request.body['model'])}\n`);
    const says = values.says ?? groundedAnswer(request);
    return { says, firstDelayMs: Number(values.delay) * 5, delayMs: Number(values.delay) };
  },
});
process.stdout.write(`A fake provider at ${provider.url}; Ctrl-C ends it.\n`);
process.once('SIGTERM', () => process.exit(0));
