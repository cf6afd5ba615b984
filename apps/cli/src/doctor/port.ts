/** The port: free, or ours already? */
import { createServer } from 'node:http';
import { type Finding, fail, ok } from './finding.ts';

export async function port({
  port: wanted,
  host,
}: {
  port: number;
  host: string;
}): Promise<Finding> {
  const about = 'port';
  if (wanted === 0) return ok(about, 'any free one (PORT=0)');
  const code = await tryToListen(wanted, host);
  if (code === undefined) return ok(about, `${wanted} is free`);
  if (code === 'EADDRINUSE') {
    return (await batonAnswers(wanted))
      ? ok(about, `${wanted}, where a Baton answers`)
      : fail(about, `${wanted} is used by another program`, 'Choose another, such as PORT=3001.');
  }
  if (code === 'EACCES') {
    return fail(about, `${wanted} needs rights that this user has not`, 'Choose one above 1023.');
  }
  return fail(about, `${host}:${wanted} cannot be used (${code})`, 'Check HOST and PORT.');
}

/** The error's code, or undefined when it worked. */
function tryToListen(wanted: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(wanted, host, () => probe.close(() => resolve(undefined)));
  });
}

async function batonAnswers(at: number): Promise<boolean> {
  try {
    const url = `http://127.0.0.1:${at}/healthz`;
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    // Whatever is there does not speak HTTP, or not to us.
    return false;
  }
}
