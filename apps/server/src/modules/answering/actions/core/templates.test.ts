/** Templates: a value is always a value. Whatever customers type and servers answer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedOrigin, renderBody, renderUrl } from './request-template.ts';
import { sayResult } from './say-result.ts';

const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '../admin',
    '..',
    '.',
    '%2e%2e/%2e%2e',
    '..\\..',
    '..%2f..%2f',
    '%252e%252e%252f',
    '@evil.example',
    '//evil.example',
    '?x=1#y',
    '"}, "admin": true, {"',
    '{{other}}',
    '\\"',
    '\u0000',
    '\ud800',
    '[click](https://evil.example)',
    'https://evil.example/x',
    '<https://evil.example>',
    '![x](https://evil.example/x.png)',
  ),
);

describe('the address', () => {
  it('stays on its server and in its place, whatever is filled in', () => {
    fc.assert(
      fc.property(anything, anything, (order, note) => {
        const template = 'https://api.shop.example/v1/orders/{{order}}/items?note={{note}}&x=1';
        const url = renderUrl(template, { order, note });
        if (!url.ok) return;
        const { origin, pathname, searchParams, hash } = new URL(url.value);
        expect(origin).toBe('https://api.shop.example');
        expect(pathname).toMatch(/^\/v1\/orders\/[^/]+\/items$/);
        expect(hash).toBe('');
        expect(searchParams.get('x')).toBe('1');
        expect([...searchParams.keys()].filter((key) => key !== 'note')).toEqual(['x']);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['..', '.', '../admin', 'a/../../b', '..\\x', '%2e%2e', '%2e%2e%2fadmin', '..;/x'])(
    'is refused with “%s” in its path',
    (order) => {
      expect(renderUrl('https://a.example/orders/{{order}}', { order })).toMatchObject({
        ok: false,
      });
    },
  );

  it('does not let letters around a value make a step up of it', () => {
    expect(renderUrl('https://a.example/x/.{{a}}/y', { a: '.' })).toMatchObject({ ok: false });
  });

  it.each([
    ['%{{a}}', { a: '2e' }],
    ['.%2{{a}}', { a: 'E' }],
    ['%2{{a}}%{{b}}', { a: 'e', b: '2e' }],
  ])('is refused where “%s” and harmless letters come to a step up together', (segment, values) => {
    expect(renderUrl(`https://a.example/x/${segment}/y`, values)).toMatchObject({ ok: false });
    // The owner's own way of writing the path is theirs.
    const others = { a: 'f', b: '2f' };
    expect(renderUrl(`https://a.example/x/../${segment}/y`, others)).toMatchObject({ ok: true });
  });

  it('keeps a number with a slash or a plus what it is', () => {
    expect(renderUrl('https://a.example/o/{{a}}?b={{b}}', { a: '2026/17', b: 'x+y&z=1' })).toEqual({
      ok: true,
      value: 'https://a.example/o/2026%2F17?b=x%2By%26z%3D1',
    });
  });

  it('leaves out what was left empty in the query, and misses what was in the path', () => {
    expect(renderUrl('https://a.example/?a={{a}}&b={{b}}', { b: '1' })).toEqual({
      ok: true,
      value: 'https://a.example/?b=1',
    });
    expect(renderUrl('https://a.example/{{a}}', {})).toMatchObject({ ok: false });
  });

  it.each([
    '{{host}}',
    'https://{{host}}/x',
    'https://a.example{{x}}/y',
    'https://a.example:{{port}}/y',
    'https://{{user}}@a.example/',
    'https://user:pass@a.example/',
    'ftp://a.example/',
    'javascript:alert(1)',
    'a.example/x',
  ])('“%s” has no fixed server', (template) => {
    expect(fixedOrigin(template)).toBeNull();
  });
});

describe('the body', () => {
  const template =
    '{"id": "{{order}}", "n": {{count}}, "note": "About {{order}}", "deep": [{"x": "{{order}}"}]}';
  const isNumber = (name: string) => name === 'count';

  it('has the values where they stand, and nothing else, whatever they are', () => {
    fc.assert(
      fc.property(anything, (order) => {
        const body = renderBody(template, { order, count: '3' }, isNumber);
        expect(body.ok).toBe(true);
        if (!body.ok) return;
        const alone = order === '' ? null : order;
        expect(JSON.parse(body.value)).toEqual(
          JSON.parse(
            JSON.stringify({ id: alone, n: 3, note: `About ${order}`, deep: [{ x: alone }] }),
          ),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not read a value as a template again', () => {
    expect(renderBody('{"a": "{{a}}"}', { a: '{{b}}', b: 'secret' }, isNumber)).toEqual({
      ok: true,
      value: '{"a":"{{b}}"}',
    });
  });

  it.each(['{"{{a}}": 1}', '{{a}}: 1', '{"a": {{a}}', 'a={{a}}'])('“%s” is none', (bad) => {
    expect(renderBody(bad, { a: 'x' }, isNumber)).toMatchObject({ ok: false });
  });
});

describe('what the customer is told', () => {
  it('has the values of the response, also deep in it', () => {
    const response = { order: { status: 'sent', items: [{ name: 'Lamp' }], paid: true, n: 2 } };
    const template =
      '{{order.items.0.name}} × {{order.n}} is {{order.status}}; paid: {{order.paid}}.';
    expect(sayResult(template, response, 'plain')).toBe('Lamp × 2 is sent; paid: yes.');
  });

  it.each([
    ['a missing path', { a: 1 }],
    ['a list', { status: [] }],
    ['a record', { status: {} }],
    ['null', { status: null }],
    ['an empty text', { status: '  ' }],
    ['what every object has', 'x'],
  ])('is not said from %s', (_, response) => {
    expect(sayResult('It is {{status}}.', response, 'markdown')).toBeNull();
    expect(sayResult('It is {{constructor.name}}.', response, 'markdown')).toBeNull();
    expect(sayResult('It is {{__proto__.x}}.', response, 'markdown')).toBeNull();
  });

  it('never gets a link, a block or a mark out of a response', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const said = sayResult('It is {{v}}.', { v: value }, 'markdown');
        if (said === null) return;
        expect(said).not.toMatch(/https?:\/\//i);
        expect(said).not.toMatch(/(?<!\\)[[\]<>`*_]/);
        expect(said).not.toContain('\n');
        const plain = sayResult('It is {{v}}.', { v: value }, 'plain') ?? '';
        expect(plain).not.toMatch(/https?:\/\//i);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has the links of the owner’s own words, with values as parts of the address', () => {
    const template = 'Sent: [track it](https://carrier.example/{{code}}).';
    const response = { code: 'a/../b)[x](https://evil.example)' };
    expect(sayResult(template, response, 'markdown')).toBe(
      `Sent: [track it](https://carrier.example/${encodeURIComponent(response.code)}).`,
    );
    expect(sayResult(template, { code: 'Z1' }, 'plain')).toBe(
      'Sent: track it: https://carrier.example/Z1.',
    );
  });

  it('is short, however long the response is', () => {
    const said = sayResult('It is {{v}}.', { v: 'x'.repeat(100_000) }, 'plain') ?? '';
    expect(said.length).toBeLessThan(400);
  });
});
