// What lies in deploy/ is run on other people's machines: here it is read, and held against the code.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { root } from './workshop/run.mjs';

/** @param {string} path */
const text = (path) => readFileSync(join(root, path), 'utf8');
/** @param {string} folder @param {RegExp} named @returns {string[]} */
const filesIn = (folder, named) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => named.test(file))
    .map((file) => join(folder, file));
/** @param {string} path @returns {any[]} */
const documents = (path) =>
  parseAllDocuments(text(path)).map((document) => {
    for (const { message } of document.errors) throw new Error(`${path}: ${message}`);
    return document.toJS();
  });

const manifests = filesIn('deploy', /\.yaml$/);
/** After the drain a server ends within this time: main.ts. */
const STOPS_WITHIN_S = 15;

test('every file parses, and every object of Kubernetes has its kind and its name', () => {
  expect(manifests.length).toBeGreaterThanOrEqual(7);
  for (const file of manifests) {
    for (const one of documents(file)) {
      expect(one, file).toBeTypeOf('object');
      if (!file.includes('kubernetes')) continue;
      expect(one.apiVersion, file).toBeTruthy();
      expect(one.metadata.name, file).toBe('baton');
    }
  }
});

test('every setting that is set is one', () => {
  const config = text('apps/server/src/platform/config.ts');
  // Named for compose and Caddy alone.
  const others = new Set(['BATON_HOST']);
  for (const file of filesIn('deploy', /(yaml|Dockerfile|env\.example|Caddyfile)$/)) {
    for (const [name] of text(file).matchAll(/\bBATON_[A-Z_]+\b/g)) {
      if (!others.has(name)) expect(config, `${name} in ${file}`).toContain(`  ${name}: `);
    }
  }
});

describe('the servers of Kubernetes', () => {
  const [deployment, service, budget] = documents('deploy/kubernetes/baton.yaml');
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;

  test('have the time to stop that they take', () => {
    const drain = container.env.find(
      (/** @type {{ name: string }} */ { name }) => name === 'BATON_DRAIN_SECONDS',
    );
    const { periodSeconds, failureThreshold } = container.readinessProbe;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(drain.value) + STOPS_WITHIN_S);
    expect(Number(drain.value)).toBeGreaterThan(periodSeconds * failureThreshold);
    expect(text('apps/server/src/main.ts')).toContain(`STOP_WITHIN_MS = ${STOPS_WITHIN_S}_000`);
  });

  test('are asked what they answer, and found by their name', () => {
    const health = text('apps/server/src/http/health.ts');
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      expect(health).toContain(`get('${container[probe].httpGet.path}'`);
    }
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    const labels = deployment.spec.template.metadata.labels;
    expect(deployment.spec.selector.matchLabels).toEqual(labels);
    expect(service.spec.selector).toEqual(labels);
    expect(budget.spec.selector.matchLabels).toEqual(labels);
    expect(budget.spec.minAvailable).toBeLessThan(deployment.spec.replicas);
  });

  test('have no rights that they do not need', () => {
    expect(pod.securityContext.runAsNonRoot).toBe(true);
    expect(container.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });
});

test('compose gives the time to stop, and starts after the database', () => {
  const [{ services }] = documents('deploy/compose.yaml');
  const { baton } = services;
  const drain = Number(baton.environment.BATON_DRAIN_SECONDS);
  expect(Number.parseInt(baton.stop_grace_period, 10)).toBeGreaterThan(drain + STOPS_WITHIN_S);
  expect(baton.depends_on.postgres.condition).toBe('service_healthy');
  const needed = [...text('deploy/compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(
    ([, name]) => name,
  );
  for (const name of needed) expect(text('deploy/env.example')).toContain(`\n${name}=`);
});

test('the image is made of what the build gives', () => {
  const copied = [...text('deploy/Dockerfile').matchAll(/^COPY --from=build (.+) \S+$/gm)];
  const paths = copied.flatMap(([, from]) => (from ?? '').split(' '));
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) {
    const here = path.replace('/baton/', '');
    // Built, or installed.
    if (/(dist|node_modules)$/.test(here)) continue;
    expect(existsSync(join(root, here)), path).toBe(true);
  }
});

test('each alert asks for numbers that are counted, and has its page', () => {
  const sources = filesIn('apps/server/src', /metrics.*\.ts$/)
    .map(text)
    .join('\n');
  const counted = new Set(
    [...sources.matchAll(/name: '(baton_[a-z_]+)'/g)].map(([, name]) => name),
  );
  expect(counted.size).toBeGreaterThan(20);
  const manual = text('docs/operations.md');
  const [{ groups }] = documents('deploy/prometheus/alerts.yaml');
  for (const { rules } of groups) {
    for (const { alert, expr, annotations } of rules) {
      for (const [name] of expr.matchAll(/\bbaton_[a-z_]+\b/g)) {
        expect(counted, `${name} in ${alert}`).toContain(name.replace(/_(bucket|sum|count)$/, ''));
      }
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
      expect(manual).toContain(`\n### ${alert}\n`);
    }
  }
  for (const name of counted) {
    if (name !== 'baton_build_info') expect(manual, name).toContain(`${name}`);
  }
});
