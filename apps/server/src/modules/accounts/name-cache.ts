/** Remembers names for a minute: they stand under every message and change about never. */
import type { Clock } from '../../platform/clock.ts';
import { inWorkspace } from '../../platform/database/index.ts';

const keptMs = 60_000;
const mostNames = 5_000;

export type NameLookup = (workspaceId: string, id: string) => Promise<string | null>;

export function createNameCache(clock: Clock, read: NameLookup): NameLookup {
  const kept = new Map<string, { name: string; until: number }>();

  return async (workspaceId, id) => {
    const key = `${workspaceId} ${id}`;
    const now = clock.now().getTime();
    const known = kept.get(key);
    if (known !== undefined && known.until > now) return known.name;
    const name = await inWorkspace(workspaceId, () => read(workspaceId, id));
    // A miss is not kept: whoever joins a moment later must not stay nameless.
    if (name === null) return null;
    const oldest = kept.keys().next();
    if (kept.size >= mostNames && oldest.done !== true) kept.delete(oldest.value);
    kept.delete(key);
    kept.set(key, { name, until: now + keptMs });
    return name;
  };
}
