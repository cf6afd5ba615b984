// Lines for a person. Colour and moving text only on a terminal; everywhere else plain lines, so
// that logs stay readable.

const colourful = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/** @param {number} code @returns {(text: string) => string} */
const paint = (code) => (text) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);

/** @param {string} line */
export const say = (line) => void process.stdout.write(`${line}\n`);

/** Bad news, on stderr. @param {string} line */
export const complain = (line) => void process.stderr.write(`${line}\n`);

/** @param {number} milliseconds */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Says what is being done while it is done: a ticking line on a terminal, one plain line elsewhere.
 * @template T
 * @param {string} doing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileSaying(doing, work) {
  const moving = process.stdout.isTTY === true;
  const began = Date.now();
  const tick = () => {
    const passed = Math.round((Date.now() - began) / 1000);
    process.stdout.write(`\r\u001b[K${doing} …${passed > 0 ? ` ${passed} s` : ''}`);
  };
  if (!moving) say(`${doing} …`);
  const timer = moving ? setInterval(tick, 1000) : undefined;
  if (moving) tick();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (moving) process.stdout.write('\r\u001b[K');
  }
}
