/** What the reader of websites asks for: pages, robots.txt and sitemaps alike. */
import { Counter } from 'prom-client';
import type { MetricsRegistry } from '../../platform/metrics/index.ts';
import type { SafeFetch } from '../../platform/safe-fetch/index.ts';

export function websiteMetrics(registry: MetricsRegistry) {
  const requests = new Counter({
    name: 'baton_website_requests_total',
    help: 'Requests to websites that are read, by class of status, or by why there was no answer.',
    labelNames: ['end'],
    registers: [registry],
  });
  return {
    web: (web: SafeFetch): SafeFetch => ({
      async fetch(url, options) {
        const answer = await web.fetch(url, options);
        requests.inc({ end: answer.ok ? `${Math.floor(answer.status / 100)}xx` : answer.code });
        return answer;
      },
      refuses: (url) => web.refuses(url),
      close: () => web.close(),
    }),
  };
}
