/** One valid value of a JSON schema, with ids that lead to something: seeds for the API's fuzzing. */

export interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minimum?: number;
  minLength?: number;
  format?: string;
  pattern?: string;
  default?: unknown;
}

const FORMATS: Record<string, string> = {
  email: 'someone@shop.example',
  'date-time': '2031-01-01T09:00:00.000Z',
  date: '2031-01-01',
  uri: 'https://shop.example/',
};

/** @param ids by their prefix: `cnv` → an id that exists */
export function sampleOf(schema: JsonSchema, ids: Readonly<Record<string, string>>): unknown {
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (first !== undefined) return sampleOf(first, ids);
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if ('default' in schema) return schema.default;
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, held]) => [name, sampleOf(held, ids)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
        sampleOf(schema.items ?? {}, ids),
      );
    case 'string':
      return textOf(schema, ids);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function textOf({ format, pattern, minLength }: JsonSchema, ids: Readonly<Record<string, string>>) {
  if (format !== undefined && FORMATS[format] !== undefined) return FORMATS[format];
  const prefix = /^\^\(?([a-z]{3})_/.exec(pattern ?? '')?.[1];
  if (prefix !== undefined) return ids[prefix] ?? `${prefix}_${'0'.repeat(26)}`;
  if (pattern?.includes('#') === true) return '#0d6157';
  return 'some words of a test'.padEnd(minLength ?? 0, '.');
}
