/** The OpenAPI 3.1 document, written from the same route descriptions that check requests. */
import { z } from 'zod';
import { type Api, TAGS } from '../described.ts';
import { HALF_SESSION_COOKIE, SESSION_COOKIE } from '../session-cookie.ts';
import { type JsonSchema, type NamedSchemas, nameSchemas, writtenOut } from './schemas.ts';

type Definition = Api['openAPIRegistry']['definitions'][number];
type Route = Extract<Definition, { type: 'route' }>['route'];

/** As routes describe theirs (described.ts): written out, never by reference. */
interface Answer {
  description: string;
  content?: object;
}

export interface Operation {
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
}

type Content = Record<string, { schema: JsonSchema }>;

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

export function openApiDocument(
  definitions: readonly Definition[],
  { version, origin }: { version: string; origin: string },
): OpenApiDocument {
  const schemas = nameSchemas();
  const paths: OpenApiDocument['paths'] = {};
  for (const definition of definitions) {
    if (definition.type !== 'route') continue;
    const { path, method } = definition.route;
    paths[path] = { ...paths[path], [method]: operation(definition.route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Baton', version, description: introduction },
    servers: [{ url: origin }],
    tags: Object.values(TAGS).map((name) => ({ name })),
    paths,
    components: { schemas: schemas.used(), securitySchemes },
  };
}

const introduction =
  'The API of the inbox (`/api`) and of the widget (`/widget/v1`). Everything that is wrong with ' +
  'a request comes back as a problem (RFC 9457) with a stable `code`.';

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: "A teammate's session, from signing in.",
  },
  halfSession: {
    type: 'apiKey',
    in: 'cookie',
    name: HALF_SESSION_COOKIE,
    description: 'Of somebody whose password was right and who has a second step to do.',
  },
  widgetToken: {
    type: 'http',
    scheme: 'bearer',
    description: "A customer's chat session, from opening one.",
  },
};

function operation(route: Route, schemas: NamedSchemas): Operation {
  const { request, description } = route;
  const bodyContent = request?.body?.content;
  return {
    tags: route.tags ?? [],
    summary: route.summary ?? '',
    ...(description !== undefined && { description }),
    security: route.security ?? [],
    parameters: [...parameters('path', request?.params), ...parameters('query', request?.query)],
    ...(bodyContent !== undefined && {
      requestBody: { required: true, content: contents(bodyContent, schemas, 'input') },
    }),
    responses: Object.fromEntries(
      Object.entries(route.responses as Record<string, Answer>).map(([status, answer]) => [
        status,
        {
          description: answer.description,
          ...(answer.content && { content: contents(answer.content, schemas, 'output') }),
        },
      ]),
    ),
  };
}

function parameters(where: 'path' | 'query', of: unknown): Parameter[] {
  if (!(of instanceof z.ZodObject)) return [];
  return Object.entries(of.shape).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || !z.safeParse(schema, undefined).success,
    schema: writtenOut(schema as z.ZodType, 'input'),
  }));
}

function contents(of: object, schemas: NamedSchemas, direction: 'input' | 'output'): Content {
  return Object.fromEntries(
    Object.entries(of).map(([type, { schema }]: [string, { schema: unknown }]) => [
      type,
      {
        schema:
          schema instanceof z.ZodType ? schemas.of(schema, direction) : (schema as JsonSchema),
      },
    ]),
  );
}
