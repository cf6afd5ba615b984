/**
 * What an operator watches, as numbers for Prometheus: counted where it happens, read when asked.
 *
 *   registry.ts       one set of numbers per server, and the process's own
 *   http-requests.ts  requests, by route and never by address
 *   jobs.ts           work for later: what waits, what runs, how it ended
 *   fan-out.ts        by what servers talk to each other
 *   feed.ts           how far open screens are behind
 *   database.ts       whether it answers, and how busy its connections are
 *
 * The promise: no label holds an id, a name or a word that anybody wrote, and none takes a value
 * that is not in this code; so the numbers tell nothing about anybody, and their count is bounded.
 */
export { databaseMetrics } from './database.ts';
export { fanOutMetrics } from './fan-out.ts';
export { feedMetrics } from './feed.ts';
export { httpRequestMetrics, type HttpRequestMetrics } from './http-requests.ts';
export { jobMetrics } from './jobs.ts';
export { createRegistry, type MetricsRegistry } from './registry.ts';
