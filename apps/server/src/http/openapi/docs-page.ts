/**
 * The API as a page to read: its operations in the order of the work, then the problems, then the
 * shapes. Written on the server, readable without a script, in light and dark.
 */
import { PROBLEMS } from '@baton/protocol';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HttpEnv } from '../http-env.ts';
import { page } from '../pages/page.ts';
import { docsStyle } from './docs-style.ts';
import type { OpenApiDocument, Operation, Parameter } from './document.ts';
import { inWords } from './schema-words.ts';
import type { JsonSchema } from './schemas.ts';

export function docsPage(c: Context<HttpEnv>, document: OpenApiDocument): Promise<Response> {
  const { info, tags, paths, components } = document;
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const sections = tags.map(({ name }) => ({
    name,
    operations: all.filter(({ operation }) => operation.tags.includes(name)),
  }));

  return page(c, 200, {
    title: 'Baton API',
    style: docsStyle,
    body: html`<div class="layout">
      <nav aria-label="Contents">
        <p class="brand">Baton API <small>${info.version}</small></p>
        <ul>
          ${sections.map(({ name }) => html`<li><a href="#${slug(name)}">${name}</a></li>`)}
          <li><a href="#problems">Problems</a></li>
          <li><a href="#shapes">Shapes</a></li>
        </ul>
        <p><a href="/api/openapi.json">openapi.json</a></p>
      </nav>
      <main>
        <h1>Baton API</h1>
        <p class="lead">
          The inbox speaks to <code>/api</code> with a session cookie, the widget to
          <code>/widget/v1</code> with a bearer token. Bodies are JSON. Whatever is wrong with a
          request comes back as a <a href="#problems">problem</a> with a stable code.
        </p>
        ${sections.map(
          ({ name, operations }) => html`<section aria-labelledby="${slug(name)}">
            <h2 id="${slug(name)}">${name}</h2>
            ${operations.map(showOperation)}
          </section>`,
        )}
        <section aria-labelledby="problems">
          <h2 id="problems">Problems</h2>
          <p>
            <code>application/problem+json</code> (RFC 9457). Branch on <code>code</code>, show
            <code>detail</code>, quote <code>requestId</code> to the operator.
          </p>
          <div class="scroll"><table>
            <thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Means</th></tr></thead>
            <tbody>
              ${Object.entries(PROBLEMS).map(
                ([code, [status, title]]) => html`<tr id="problem-${code}">
                  <td><code>${code}</code></td><td>${status}</td><td>${title}</td>
                </tr>`,
              )}
            </tbody>
          </table></div>
        </section>
        <section aria-labelledby="shapes">
          <h2 id="shapes">Shapes</h2>
          ${Object.entries(components.schemas).map(
            ([name, schema]) => html`<details>
              <summary><code>${name}</code></summary>
              <div id="shape-${name}">${showFields(schema)}</div>
            </details>`,
          )}
        </section>
      </main>
    </div>`,
  });
}

function showOperation({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Operation;
}) {
  const { summary, description, parameters, requestBody, responses, security } = operation;
  const id = slug(`${method} ${path}`);
  return html`<details class="operation" id="${id}">
    <summary>
      <span class="method ${method}">${method.toUpperCase()}</span>
      <code class="path">${path}</code>
      <span class="summary">${summary}</span>
    </summary>
    <div class="inside">
      ${description === undefined ? '' : html`<p>${description}</p>`}
      <p class="who">${who(security)}</p>
      ${parameters.length === 0 ? '' : html`<h3>Parameters</h3>${showParameters(parameters)}`}
      ${
        requestBody === undefined
          ? ''
          : html`<h3>Body</h3>
            ${Object.entries(requestBody.content).map(
              ([type, { schema }]) => html`<p><code>${type}</code> ${showWords(schema)}</p>`,
            )}`
      }
      <h3>Answers</h3>
      <ul class="answers">
        ${Object.entries(responses).map(
          ([status, response]) => html`<li>
            <b class="status s${status.slice(0, 1)}">${status}</b>
            <span>${showCodes(response.description)}
            ${Object.values(response.content ?? {})
              .filter(({ schema }) => !isProblem(schema))
              .map(({ schema }) => showWords(schema))}</span>
          </li>`,
        )}
      </ul>
    </div>
  </details>`;
}

function showParameters(parameters: Parameter[]) {
  return html`<dl>
    ${parameters.map(
      ({ name, in: where, required, schema }) => html`<dt><code>${name}</code></dt>
        <dd>${showWords(schema)} <small>${where}${required ? '' : ', optional'}</small></dd>`,
    )}
  </dl>`;
}

function showFields(schema: JsonSchema) {
  const choices = (schema['oneOf'] ?? schema['anyOf']) as JsonSchema[] | undefined;
  if (choices?.some((choice) => 'properties' in choice) === true) {
    return html`<p>One of:</p>
      <ol class="choices">${choices.map((choice) => html`<li>${showProperties(choice)}</li>`)}</ol>`;
  }
  return 'properties' in schema ? showProperties(schema) : html`<p>${showWords(schema)}</p>`;
}

function showProperties(schema: JsonSchema) {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const required = new Set((schema['required'] ?? []) as string[]);
  return html`<dl>
    ${properties.map(
      ([name, property]) => html`<dt><code>${name}</code></dt>
        <dd>${showWords(property)} ${required.has(name) ? '' : html`<small>optional</small>`}</dd>`,
    )}
  </dl>`;
}

function showWords(schema: JsonSchema) {
  const { text, link } = inWords(schema);
  return link === null ? html`${text}` : html`<a href="#shape-${link}">${text}</a>`;
}

/** Problem codes stand between backticks in a description. */
function showCodes(description: string) {
  return description
    .split('`')
    .map((part, index) =>
      index % 2 === 0 ? html`${part}` : html`<a href="#problem-${part}"><code>${part}</code></a>`,
    );
}

const isProblem = ({ $ref }: JsonSchema) => $ref === '#/components/schemas/ProblemDetails';

function who(security: Operation['security']): string {
  if (security.some((scheme) => 'session' in scheme)) return 'For signed-in teammates.';
  if (security.some((scheme) => 'widgetToken' in scheme)) return 'For a customer, by bearer token.';
  return 'Open to everybody.';
}

const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
