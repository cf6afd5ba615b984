/** One moving line on standard error; nothing at all where that is no terminal. */
import type { Progress } from '../command.ts';

export function createProgress({ quiet }: { quiet: boolean }): Progress {
  if (quiet || !process.stderr.isTTY) return { tell: () => undefined, done: () => undefined };
  let doing = '';
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    const seconds = Math.round((Date.now() - began) / 1000);
    const line = seconds > 1 ? `${doing} (${seconds} s)` : doing;
    process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  };
  const done = () => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    process.stderr.write('\r\u001b[K');
  };
  return {
    tell(what) {
      doing = what;
      if (timer === undefined) {
        began = Date.now();
        timer = setInterval(draw, 200);
        timer.unref();
      }
      draw();
    },
    done,
  };
}
