/**
 * Requests made up from their descriptions: every value that a route takes, and in every place for an
 * id the one that a test wants there. So a new route is walked without a word in any test.
 */
import type { JsonSchema } from '../openapi/schemas.ts';
import type { Operation } from '../openapi/document.ts';

/** Gives the id for the next place; `prefix` says of what kind, as "cnv". */
export type IdFor = (prefix: string) => string;

export interface MadeUp {
  /** With values in the place of {…}. */
  path: string;
  body: unknown;
  multipart: boolean;
}

type Schemas = Record<string, JsonSchema>;

const AN_ADDRESS = 'https://walk.example/help';
const LATER = '2031-01-01T09:00:00.000Z';
/** No union in the API has more forms. */
const MOST_FORMS = 12;

/** One request for each form that the body may have. */
export function madeUpRequests(
  template: string,
  operation: Operation,
  schemas: Schemas,
  idFor: () => IdFor,
): MadeUp[] {
  const content = operation.requestBody?.content ?? {};
  const multipart = 'multipart/form-data' in content;
  const schema = content['application/json']?.schema;
  const forms = schema === undefined ? 1 : formsOf(schema, schemas);
  return Array.from({ length: forms }, (_, form) => {
    const ids = idFor();
    let path = template;
    const query = new URLSearchParams();
    for (const parameter of operation.parameters) {
      const value = valueOf(parameter.schema, schemas, ids, form);
      if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, String(value));
      else if (parameter.required || holdsId(parameter.schema, schemas))
        query.set(parameter.name, String(value));
    }
    const asked = query.size === 0 ? path : `${path}?${query}`;
    const body = schema === undefined ? undefined : valueOf(schema, schemas, ids, form);
    return { path: asked, body, multipart };
  });
}

/** A value in each form that a schema has. */
export function madeUpValues(schema: JsonSchema, schemas: Schemas, ids: IdFor): unknown[] {
  return Array.from({ length: formsOf(schema, schemas) }, (_, form) =>
    valueOf(schema, schemas, ids, form),
  );
}

/** How many places for ids a request has. */
export function placesForIds(template: string, operation: Operation, schemas: Schemas): number {
  let most = 0;
  madeUpRequests(template, operation, schemas, () => {
    let places = 0;
    return (prefix) => {
      places += 1;
      most = Math.max(most, places);
      return `${prefix}_${'0'.repeat(26)}`;
    };
  });
  return most;
}

function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1];
  return name === undefined ? schema : resolved(schemas[name] ?? {}, schemas);
}

function branches(schema: JsonSchema): JsonSchema[] {
  return ((schema['anyOf'] ?? schema['oneOf'] ?? []) as JsonSchema[]).filter(
    ({ type }) => type !== 'null',
  );
}

function formsOf(schema: JsonSchema, schemas: Schemas, depth = 0): number {
  const own = resolved(schema, schemas);
  if (depth > 4) return 1;
  const inner = [
    ...branches(own),
    ...Object.values((own['properties'] ?? {}) as Record<string, JsonSchema>),
    ...((own['allOf'] ?? []) as JsonSchema[]),
  ].map((each) => formsOf(each, schemas, depth + 1));
  return Math.min(MOST_FORMS, Math.max(1, branches(own).length, ...inner));
}

function holdsId(schema: JsonSchema, schemas: Schemas, depth = 0): boolean {
  const own = resolved(schema, schemas);
  if (prefixOf(own) !== null) return true;
  if (depth > 5) return false;
  const inner = [
    ...branches(own),
    ...Object.values((own['properties'] ?? {}) as Record<string, JsonSchema>),
    ...(own['items'] === undefined ? [] : [own['items'] as JsonSchema]),
  ];
  return inner.some((each) => holdsId(each, schemas, depth + 1));
}

const prefixOf = ({ pattern }: JsonSchema): string | null =>
  /^\^([a-z]{3})_\[0-9a-z\]\{26\}\$$/.exec(String(pattern ?? ''))?.[1] ?? null;

function valueOf(schema: JsonSchema, schemas: Schemas, ids: IdFor, form: number): unknown {
  const own = resolved(schema, schemas);
  if ('const' in own) return own['const'];
  if (Array.isArray(own['enum'])) return own['enum'][form % own['enum'].length];
  const ways = branches(own);
  if (ways.length > 0) return valueOf(ways[form % ways.length] ?? {}, schemas, ids, form);
  if (Array.isArray(own['allOf'])) {
    const parts = (own['allOf'] as JsonSchema[]).map((each) => valueOf(each, schemas, ids, form));
    return parts.every((part) => typeof part === 'object')
      ? Object.assign({}, ...(parts as object[]))
      : parts[0];
  }
  switch (own['type']) {
    case 'object':
      return objectOf(own, schemas, ids, form);
    case 'array': {
      const items = own['items'] as JsonSchema;
      const length = Math.max(Number(own['minItems'] ?? 0), holdsId(items, schemas) ? 1 : 0);
      return Array.from({ length }, () => valueOf(items, schemas, ids, form));
    }
    case 'integer':
    case 'number': {
      const least = Number(own['minimum'] ?? own['exclusiveMinimum'] ?? 0);
      const most = Number(own['maximum'] ?? own['exclusiveMaximum'] ?? 100);
      return most <= 1 ? (least + most) / 2 : Math.max(1, least);
    }
    case 'boolean':
      return form % 2 === 0;
    case 'string':
      return textOf(own, ids);
    default:
      return null;
  }
}

function objectOf(own: JsonSchema, schemas: Schemas, ids: IdFor, form: number): object {
  const required = (own['required'] ?? []) as string[];
  const properties = Object.entries((own['properties'] ?? {}) as Record<string, JsonSchema>);
  return Object.fromEntries(
    properties
      .filter(([name, schema]) => required.includes(name) || holdsId(schema, schemas))
      .map(([name, schema]) => [
        name,
        name === 'url' ? AN_ADDRESS : valueOf(schema, schemas, ids, form),
      ]),
  );
}

function textOf(own: JsonSchema, ids: IdFor): string {
  const prefix = prefixOf(own);
  if (prefix !== null) return ids(prefix);
  if (own['format'] === 'date-time') return LATER;
  if (own['format'] === 'date') return LATER.slice(0, 10);
  if (own['format'] === 'email') return 'walker@walk.example';
  if (own['format'] === 'uri') return AN_ADDRESS;
  const pattern = String(own['pattern'] ?? '');
  if (pattern.startsWith('^20')) return '2026-01';
  if (pattern === '^[A-Z]{3}$') return 'EUR';
  return 'walker walks by'.replaceAll(' ', '-').padEnd(Number(own['minLength'] ?? 0), 'x');
}
