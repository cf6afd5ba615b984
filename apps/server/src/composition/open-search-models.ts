// The models by which things are found and read: each may be missing, and says once what that means.

import {
  type AnswerReader,
  type Embedder,
  openAnswerReader,
  openEmbedder,
  openRemoteEmbedder,
} from '../modules/knowledge/index.ts';
import type { OpenDatabaseOptions } from '../open-database.ts';

/** A machine without an engine still answers by words; it says so once. */
export async function openModel({ log }: OpenDatabaseOptions): Promise<Embedder | null> {
  try {
    return await openEmbedder({ onTrouble: (message) => log.warn(message) });
  } catch (error) {
    log.error({ err: error }, 'no embedding engine runs here: search goes by words only');
    return null;
  }
}

/**
 * What finds passages: the operator's embeddings server where one is set, else the built-in model.
 * The decision's models know only the built-in one's vectors and keep it. A server that is away at
 * the start is not replaced by the built-in model: that would embed everything anew, twice.
 */
export async function openFinder(
  { config, log }: OpenDatabaseOptions,
  builtIn: Promise<Embedder | null>,
): Promise<Embedder | null> {
  if (config.embeddings === null) return builtIn;
  try {
    return await openRemoteEmbedder({
      ...config.embeddings,
      onTrouble: (message) => log.warn(message),
    });
  } catch (error) {
    log.error({ err: error }, 'no embeddings: search goes by words only until the next start');
    return null;
  }
}

/** Without the reader, search alone says what was found. */
export async function openReader({
  config,
  log,
}: OpenDatabaseOptions): Promise<AnswerReader | null> {
  if (!config.reader) return null;
  try {
    return await openAnswerReader({ onTrouble: (message) => log.warn(message) });
  } catch (error) {
    log.warn({ err: error }, 'the reader does not run here: search alone orders what it finds');
    return null;
  }
}
