/** `npm start` ends here: read the configuration, serve, say where, stop cleanly when asked. */
import { banner } from './banner.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { ConfigError, loadConfig } from './platform/config.ts';
import { createLog } from './platform/index.ts';
import { startTracing } from './platform/tracing/index.ts';
import { closeWithin, type RunningServer, serve } from './serve.ts';

const STOP_WITHIN_MS = 15_000;
const SAME_KEY_PRESS_MS = 1_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog({ level: config.logLevel });
  const tracing = await startTracing(process.env);
  const server = await serve(config, log);
  process.stdout.write(banner(server));

  const stop = (signal: NodeJS.Signals): void => {
    // A second Ctrl-C means "now". Not at once: npm passes on the one that the terminal sent already.
    const asked = Date.now();
    process.on(signal, () => {
      if (Date.now() - asked > SAME_KEY_PRESS_MS) process.exit(130);
    });
    log.info({ signal }, 'stopping');
    void stopped(server, config.drainMs + STOP_WITHIN_MS).then(async (clean) => {
      await tracing.close();
      process.exit(clean ? 0 : 1);
    });
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function stopped(server: RunningServer, withinMs: number): Promise<boolean> {
  try {
    return await closeWithin(server, withinMs);
  } catch (error) {
    process.stderr.write(`Baton did not stop cleanly: ${String(error)}\n`);
    return false;
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError ? error.message : explainStartFailure(error);
  process.stderr.write(`\n${known}\n`);
  process.exit(1);
});
