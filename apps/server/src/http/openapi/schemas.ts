/**
 * The protocol's schemas as JSON Schema, each under its own name, referring to one another.
 *
 * A schema says one thing of what may be sent and another of what comes back (defaults, trimmed
 * text), so both readings are made; where they differ, the one for requests is called …Input.
 */
import * as protocol from '@baton/protocol';
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;
type Direction = 'input' | 'output';

export interface NamedSchemas {
  /** A reference to a named schema, or an anonymous one written out. */
  of(schema: z.ZodType, direction: Direction): JsonSchema;
  /** All that was referred to, by name. */
  used(): Record<string, JsonSchema>;
}

export function nameSchemas(): NamedSchemas {
  const registry = z.registry<{ id: string }>();
  for (const [id, value] of Object.entries(protocol)) {
    // An array type written twice under two names would be one schema: the first name stays.
    if (value instanceof z.ZodType && !registry.has(value)) registry.add(value, { id });
  }
  const readings = { input: convertAll(registry, 'input'), output: convertAll(registry, 'output') };
  const used: Record<string, JsonSchema> = {};

  function refer(name: string, direction: Direction): JsonSchema {
    const differs =
      JSON.stringify(closure(name, 'input')) !== JSON.stringify(closure(name, 'output'));
    const published = direction === 'input' && differs ? `${name}Input` : name;
    if (!(published in used)) {
      // Entered first: schemas may refer to themselves.
      used[published] = {};
      used[published] = relink(readings[direction][name] ?? {}, direction) as JsonSchema;
    }
    return { $ref: `#/components/schemas/${published}` };
  }

  /** A schema with everything it refers to, to compare two readings. */
  function closure(name: string, direction: Direction, seen = new Set<string>()): unknown[] {
    if (seen.has(name)) return [];
    seen.add(name);
    const schema = readings[direction][name] ?? {};
    return [schema, ...namesIn(schema).flatMap((inner) => closure(inner, direction, seen))];
  }

  function relink(value: unknown, direction: Direction): unknown {
    if (Array.isArray(value)) return value.map((one) => relink(one, direction));
    if (typeof value !== 'object' || value === null) return value;
    const name = nameOf(value);
    if (name !== null) return refer(name, direction);
    return Object.fromEntries(
      Object.entries(value).map(([key, held]) => [key, relink(held, direction)]),
    );
  }

  return {
    of(schema, direction) {
      const name = registry.get(schema)?.id;
      if (name !== undefined) return refer(name, direction);
      return writtenOut(schema, direction);
    },
    used: () => Object.fromEntries(Object.entries(used).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const linkPrefix = 'named:';

function convertAll(registry: z.core.$ZodRegistry<{ id: string }>, io: Direction) {
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `${linkPrefix}${id}`,
    unrepresentable: 'any',
  });
  return tidy(schemas) as Record<string, JsonSchema>;
}

/** An anonymous schema, written out. */
export function writtenOut(schema: z.ZodType, io: Direction): JsonSchema {
  return tidy(z.toJSONSchema(schema, { io, unrepresentable: 'any' })) as JsonSchema;
}

/**
 * Leaves out what only makes the document longer: Zod's own marks, the bounds of every integer, the
 * patterns behind formats that have a name. Unknown fields are dropped by the API, not refused.
 */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]) =>
      isNoise(key, held, value) ? [] : [[key, tidy(held)]],
    ),
  );
}

function isNoise(key: string, held: unknown, within: object): boolean {
  switch (key) {
    case '$schema':
    case '$id':
      return true;
    case 'additionalProperties':
      return held === false;
    case 'minimum':
    case 'maximum':
      return Math.abs(Number(held)) === Number.MAX_SAFE_INTEGER;
    case 'pattern':
      return 'format' in within;
    default:
      return false;
  }
}

function nameOf(value: object): string | null {
  const { $ref } = value as { $ref?: unknown };
  return typeof $ref === 'string' && $ref.startsWith(linkPrefix)
    ? $ref.slice(linkPrefix.length)
    : null;
}

function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const name = nameOf(value);
  return name !== null ? [name] : Object.values(value).flatMap(namesIn);
}
