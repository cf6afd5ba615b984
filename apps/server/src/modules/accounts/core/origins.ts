/** Which websites may show an AI agent's chat. */

/**
 * @param allowedOrigins empty: any website
 * @param origin as the browser sent it; null when it sent none, which it does only for requests
 *   from our own pages (and programs that are no browsers can claim what they like anyway)
 * @param ownOrigins Baton's own addresses, always allowed: the demo page lives there
 */
export function mayEmbed(
  allowedOrigins: readonly string[],
  origin: string | null,
  ownOrigins: readonly string[],
): boolean {
  if (allowedOrigins.length === 0 || origin === null) return true;
  return allowedOrigins.includes(origin) || ownOrigins.includes(origin);
}
