/** Requests: how many, how long, how they ended. */
import { Counter, Histogram } from 'prom-client';
import type { MetricsRegistry } from './registry.ts';

export interface HttpRequestMetrics {
  /** `route` is the pattern that matched, "/api/conversations/:id"; never an address. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Of a second: most answers take milliseconds, an upload or a model seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

export function httpRequestMetrics(registry: MetricsRegistry): HttpRequestMetrics {
  const requests = new Counter({
    name: 'baton_http_requests_total',
    help: 'Requests answered, by route pattern, method and class of status.',
    labelNames: ['route', 'method', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'baton_http_request_seconds',
    help: 'Time until the head of the answer was ready, by route pattern.',
    labelNames: ['route'],
    buckets,
    registers: [registry],
  });
  return {
    answered({ method, route, status, seconds: took }) {
      requests.inc({
        route,
        method: methods.has(method) ? method : 'other',
        status: `${Math.floor(status / 100)}xx`,
      });
      seconds.observe({ route }, took);
    },
  };
}
