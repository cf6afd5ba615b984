// Thousands of clients that are told to come back in one moment come back in one moment, all to the
// servers that are left. So they are told in small groups, evenly over some time.

const GROUP_EVERY_MS = 50;

export async function leaveOneByOne<Client>(
  clients: Iterable<Client>,
  overMs: number,
  leave: (client: Client) => void,
): Promise<void> {
  const waiting = [...clients];
  const groups = Math.max(1, Math.floor(overMs / GROUP_EVERY_MS));
  const size = Math.ceil(waiting.length / groups);
  for (let next = 0; next < waiting.length; next += size) {
    if (next > 0) await new Promise((resolve) => setTimeout(resolve, GROUP_EVERY_MS));
    for (const client of waiting.slice(next, next + size)) leave(client);
  }
}
