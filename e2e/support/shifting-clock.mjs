/**
 * Loaded before a server under test (`node --import`): its wall clock can be set ahead or back, at the
 * start by CLOCK_AHEAD_MS and later by a message from its parent.
 *
 * Shifted is what `Date` says: `Date.now()`, `new Date()`, `Date()`. Not shifted, as with a real clock
 * that is set: timers, `performance.now()`, and the clocks of PostgreSQL and of everybody else.
 */
const RealDate = Date;
let aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0);
const now = () => RealDate.now() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, asked) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, asked),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

process.on('message', (message) => {
  if (typeof message?.clockAheadMs === 'number') aheadMs = message.clockAheadMs;
});
// Hearing of it is no reason to go on living.
process.channel?.unref();
