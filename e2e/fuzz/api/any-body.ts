/** Bodies of a JSON schema's shape as fast-check makes them: mostly as asked, and odd in one place or another. */
import fc from 'fast-check';
import { type JsonSchema, sampleOf } from './sample-body.ts';

const ODD = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '__proto__',
    -1,
    0,
    2 ** 31,
    2 ** 53,
    1e308,
    [],
    {},
    true,
    'x'.repeat(5_000),
    '9999-12-31T23:59:60Z',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** @param ids by their prefix: `cnv` → an id that exists */
export function anyBody(
  schema: JsonSchema,
  ids: Readonly<Record<string, string>>,
): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: shaped(schema, ids), weight: 9 }, { arbitrary: ODD, weight: 1 });
}

function shaped(schema: JsonSchema, ids: Readonly<Record<string, string>>): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined && choices.length > 0)
    return fc.oneof(...choices.map((choice) => anyBody(choice, ids)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {});
      const held = Object.fromEntries(properties.map(([name, of]) => [name, anyBody(of, ids)]));
      // One that is needed is missing now and then.
      return fc.oneof(
        { arbitrary: fc.record(held), weight: 5 },
        { arbitrary: fc.record(held, { requiredKeys: [] }), weight: 1 },
      );
    }
    case 'array':
      return fc.array(anyBody(schema.items ?? {}, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: (schema.minItems ?? 0) + 3,
      });
    case 'integer':
      return fc.oneof(fc.integer({ min: schema.minimum ?? -5, max: 1_000 }), fc.maxSafeInteger());
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return schema.pattern === undefined && schema.format === undefined && !('const' in schema)
        ? fc.oneof(fc.constant(sampleOf(schema, ids)), fc.string({ unit: 'binary', maxLength: 40 }))
        : fc.constant(sampleOf(schema, ids));
    default:
      return fc.constant(sampleOf(schema, ids));
  }
}
