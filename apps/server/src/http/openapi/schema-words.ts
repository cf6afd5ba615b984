/** A JSON schema as a reader takes it in: `"open" | "resolved"`, `list of Teammate`, `text or null`. */
import type { JsonSchema } from './schemas.ts';

export interface Words {
  text: string;
  /** The named schema that the words lead to. */
  link: string | null;
}

export function inWords(schema: JsonSchema): Words {
  const { $ref, anyOf, oneOf, enum: values, const: only, type, items } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return { text: name, link: name };
  }
  const choices = (anyOf ?? oneOf) as JsonSchema[] | undefined;
  if (choices !== undefined) {
    const all = choices.map(inWords);
    const texts = all.map(({ text }) => text);
    return { text: [...new Set(texts)].join(' or '), link: onlyLink(all) };
  }
  if (only !== undefined) return plain(JSON.stringify(only));
  if (Array.isArray(values)) return plain(values.map((value) => JSON.stringify(value)).join(' | '));
  if (type === 'array') {
    const of = inWords((items ?? {}) as JsonSchema);
    return { text: `list of ${of.text}`, link: of.link };
  }
  return plain(`${kind(schema)}${limits(schema)}`);
}

const plain = (text: string): Words => ({ text, link: null });

function onlyLink(all: Words[]): string | null {
  const links = new Set(all.flatMap(({ link }) => link ?? []));
  return links.size === 1 ? ([...links][0] ?? null) : null;
}

function kind({ type, format, properties }: JsonSchema): string {
  switch (type) {
    case 'string':
      return formats[String(format)] ?? 'text';
    case 'integer':
      return 'whole number';
    case 'object':
      return properties === undefined
        ? 'object'
        : `{ ${Object.keys(properties as object).join(', ')} }`;
    case undefined:
      return 'anything';
    default:
      return String(type);
  }
}

const formats: Record<string, string> = {
  email: 'email address',
  uri: 'web address',
  'date-time': 'moment (ISO 8601)',
};

function limits({ minLength, maxLength, minimum, maximum, maxItems }: JsonSchema): string {
  const most = maxLength ?? maxItems;
  if (minLength !== undefined && most !== undefined) return `, ${minLength} to ${most} characters`;
  if (most !== undefined) return `, at most ${most} characters`;
  const safe = (value: unknown) => typeof value === 'number' && Math.abs(value) < 1e9;
  if (safe(minimum) && safe(maximum)) return `, ${minimum} to ${maximum}`;
  return '';
}
