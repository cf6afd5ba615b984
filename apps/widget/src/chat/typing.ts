/** Typing, both ways: told seldom, believed for a short while. */
const TELL_EVERY = 3_000;
const STILL_TYPING = 4_000;
const BELIEVE_FOR = 8_000;

/** Tells the other side: at most every 3 s while typing, and once when it stops. */
export function createTypingSender(tell: (typing: boolean) => void) {
  let told = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(idle);
    if (told > 0) tell(false);
    told = 0;
  };
  return {
    typed() {
      const now = Date.now();
      if (now - told >= TELL_EVERY) {
        tell(true);
        told = now;
      }
      clearTimeout(idle);
      idle = setTimeout(stop, STILL_TYPING);
    },
    stop,
  };
}

/** Shows the other side's typing until it stops, or is not repeated for a while. */
export function createTypingReceiver(show: (typing: { name: string | null } | null) => void) {
  let forget: ReturnType<typeof setTimeout> | undefined;
  return (name: string | null, typing: boolean) => {
    clearTimeout(forget);
    show(typing ? { name } : null);
    if (typing) forget = setTimeout(() => show(null), BELIEVE_FOR);
  };
}
