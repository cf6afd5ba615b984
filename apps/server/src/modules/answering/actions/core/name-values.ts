/**
 * A message with its values named instead of said: "cancel LD-2093" reads as "cancel order number".
 * Codes and addresses mean nothing to a sentence model, and what they stand for means much.
 */
import type { ActionField } from '@baton/protocol';
import { recogniseValues } from './recognise-values.ts';

export function nameValues(text: string, fields: readonly ActionField[]): string {
  let named = text;
  for (const field of fields) {
    if (field.type !== 'code' && field.type !== 'email') continue;
    const value = recogniseValues([field], [text])[field.name];
    if (value === undefined) continue;
    const label = field.label.toLowerCase();
    const at = named.toLowerCase().indexOf(value.toLowerCase());
    if (at < 0) continue;
    // "order LD-2093" is one order number, not an order and a number.
    const [first = ''] = label.split(/\s+/);
    const before = named.slice(0, at).replace(new RegExp(`\\b${escaped(first)}\\s+$`, 'iu'), '');
    named = `${before}${label}${named.slice(at + value.length)}`;
  }
  return named;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
