// A fence around words of others, so that a model can tell what it is told from what it is shown.
// Its mark is new for every request and cannot be guessed by whoever wrote the words; anything in
// them that looks like a fence, or like the turn marks of a model's own chat format, is bent.

import { visibleText } from './visible-text.ts';

export interface Fence {
  /** What opens and closes data with this fence, for the instructions to name. */
  opens: string;
  closes: string;
  /** `label` is ours: never words of others. */
  around(label: string, data: string): string;
}

const LOOKALIKE = /<{3,}|>{3,}/gu;
/** A local server may read these inside a message as real turns. */
const CHAT_FORMAT =
  /<(\|[^|<>\n]{1,40}\||｜[^｜<>\n]{1,40}｜|\/?(?:s|bos|eos|pad|unk)|(?:start|end)_of_(?:turn|image)|\/?(?:system|assistant|tool_calls?|tool_response|function_calls?|think))>/giu;
const LLAMA_FORMAT =
  /\[(\/?(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS))\]/giu;

/** @param nonce letters and digits, unguessable */
export function createFence(nonce: string): Fence {
  const opens = `<<<${nonce}`;
  const closes = `${nonce}>>>`;
  return {
    opens,
    closes,
    around: (label, data) => `${opens} ${label}\n${bent(data, nonce)}\n${closes}`,
  };
}

function bent(data: string, nonce: string): string {
  return visibleText(data)
    .replaceAll(new RegExp(nonce, 'giu'), '')
    .replace(CHAT_FORMAT, '‹$1›')
    .replace(LLAMA_FORMAT, '($1)')
    .replace(LOOKALIKE, (mark) => (mark.startsWith('<') ? '‹' : '›').repeat(mark.length));
}
