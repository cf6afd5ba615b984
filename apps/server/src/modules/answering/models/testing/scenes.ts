/** Scenes that are taken down after each test, and errors as values. */
import { afterEach } from 'vitest';
import type { LanguageModel, ModelError } from '../language-model.ts';
import {
  PROTOCOLS,
  type Protocol,
  requestFor,
  type Scene,
  setUp,
  textOf,
  written,
} from './set-up.ts';

const [CHAT, , ANTHROPIC, OLLAMA] = PROTOCOLS as [Protocol, Protocol, Protocol, Protocol];

export function scenes() {
  const closings: (() => Promise<void>)[] = [];
  const closing = (close: () => Promise<void>): void => void closings.push(close);
  afterEach(async () => {
    await Promise.all(closings.splice(0).map((close) => close()));
  });
  async function started(
    protocol: Protocol = CHAT,
    more: Parameters<typeof setUp>[1] = {},
  ): Promise<Scene> {
    const scene = await setUp(protocol, more);
    closing(scene.close);
    return scene;
  }
  return { started, closing, CHAT, ANTHROPIC, OLLAMA };
}

export async function errorOf(model: LanguageModel, request = requestFor()): Promise<ModelError> {
  return written(model, request).then(
    (parts) => {
      throw new Error(`It ended well: ${textOf(parts)}`);
    },
    (error: ModelError) => error,
  );
}
