/** Reads Prometheus's text format, strictly: what it does not understand is a failed test. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export function parseExposition(text: string): Sample[] {
  const typed = new Set<string>();
  const samples: Sample[] = [];
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ')) continue;
    const type = /^# TYPE ([a-z_0-9]+) (counter|gauge|histogram|summary)$/.exec(line);
    if (type !== null) {
      if (typed.has(type[1] as string)) throw new Error(`typed twice: ${line}`);
      typed.add(type[1] as string);
      continue;
    }
    const sample = /^([a-z_0-9]+)(?:\{(.*)\})? (-?[\d.e+-]+|\+Inf|Na[Nn])$/.exec(line);
    if (sample === null) throw new Error(`not a sample: ${line}`);
    const [, name = '', labels = '', value] = sample;
    const family = name.replace(/_(bucket|sum|count)$/, '');
    if (!typed.has(name) && !typed.has(family)) throw new Error(`has no type: ${line}`);
    samples.push({ name, labels: parseLabels(labels), value: Number(value) });
  }
  const ids = samples.map(({ name, labels }) => JSON.stringify([name, labels]));
  if (new Set(ids).size !== ids.length) throw new Error('a series is there twice');
  return samples;
}

function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  const pair = /([a-z_]+)="((?:[^"\\]|\\.)*)"(?:,|$)/gy;
  while (pair.lastIndex < text.length) {
    const found = pair.exec(text);
    if (found === null) throw new Error(`not labels: ${text}`);
    labels[found[1] as string] = found[2] as string;
  }
  return labels;
}

/** The sum over all series of that name whose labels have at least these. */
export function valueOf(
  samples: readonly Sample[],
  name: string,
  labels: Record<string, string> = {},
): number {
  return samples
    .filter(
      (sample) =>
        sample.name === name &&
        Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    )
    .reduce((sum, { value }) => sum + value, 0);
}
