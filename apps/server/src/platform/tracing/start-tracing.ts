/** Traces, where an operator has set a collector in OpenTelemetry's own variables. */
import { ConfigError } from '../config.ts';
import { traceWith } from './traced.ts';

type Environment = Record<string, string | undefined>;

export interface Tracing {
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

/** @throws ConfigError where a variable makes no sense */
export async function startTracing(env: Environment): Promise<Tracing> {
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!endpoint || env['OTEL_SDK_DISABLED'] === 'true') return { close: async () => {} };
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
    throw new ConfigError(['OTEL_EXPORTER_OTLP_ENDPOINT must be an address like http://host:4318']);
  }
  const protocol =
    env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ?? env['OTEL_EXPORTER_OTLP_PROTOCOL'] ?? 'http/json';
  if (protocol !== 'http/json') {
    throw new ConfigError([
      `OTEL_EXPORTER_OTLP_PROTOCOL is ${protocol}, and Baton speaks http/json: every collector takes it on port 4318`,
    ]);
  }
  const share = Number(env['OTEL_TRACES_SAMPLER_ARG'] ?? 1);
  if (!(share >= 0 && share <= 1)) {
    throw new ConfigError(['OTEL_TRACES_SAMPLER_ARG must be a share between 0 and 1']);
  }
  const { openTelemetry } = await import('./open-telemetry.ts');
  const opened = openTelemetry({
    serviceName: env['OTEL_SERVICE_NAME'] ?? 'baton',
    share,
  });
  traceWith(opened.tracer);
  return {
    close: async () => {
      traceWith(null);
      await opened.close();
    },
  };
}
