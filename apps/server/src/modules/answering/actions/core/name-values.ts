/**
 * A message with its values named instead of said: "cancel LD-2093" reads as "cancel order". Codes
 * and addresses mean nothing to a sentence model, and what they stand for means much.
 */
import type { ActionField } from '@baton/protocol';
import { recogniseValues } from './recognise-values.ts';

export function nameValues(text: string, fields: readonly ActionField[]): string {
  let named = text;
  for (const field of fields) {
    if (field.type !== 'code' && field.type !== 'email') continue;
    const value = recogniseValues([field], [text])[field.name];
    const at = value === undefined ? -1 : named.toLowerCase().indexOf(value.toLowerCase());
    if (value === undefined || at < 0) continue;
    const name = thingOf(field.label);
    // "where is my order LD-2093" asks for one order, and nowhere for its number.
    const before = named.slice(0, at).replace(namedAlready(name, field.label), '');
    named = `${before}${name}${named.slice(at + value.length)}`;
  }
  return named;
}

/** What a number is the number of: "Order number" → "order". */
function thingOf(label: string): string {
  const thing = label.toLowerCase().replace(/\s+(?:number|no\.?|nr\.?|id|code)$/, '');
  return thing === '' ? label.toLowerCase() : thing;
}

const namedAlready = (...names: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])(?:${names.map(escaped).join('|')})(?:\\s+number)?[\\s:]+$`, 'iu');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
