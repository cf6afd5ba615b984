import { describe, expect, it } from 'vitest';
import {
  isJsonTemplate,
  namesIn,
  sayableIn,
  serverOf,
  unknownIn,
  withPlaceholder,
} from './placeholders.ts';

describe('placeholders', () => {
  it('are found once each, in order, and those that are no field are told', () => {
    expect(namesIn('/o/{{order}}?e={{ email }}&again={{order}}')).toEqual(['order', 'email']);
    expect(unknownIn('/o/{{order}}/{{oder}}', ['order'])).toEqual(['oder']);
  });

  it('go in where the caret is, in place of what is selected', () => {
    expect(withPlaceholder('Hello you!', 'name', 6, 9)).toEqual({
      text: 'Hello {{name}}!',
      caret: 14,
    });
  });
});

describe('a body', () => {
  it.each(['{"n": {{count}}}', '{"n": "{{count}} pieces"}', '[{{a}}, {{b}}]', '{"a": "{{"}'])(
    '%s is JSON',
    (body) => expect(isJsonTemplate(body)).toBe(true),
  );
  it.each(['{"n": {{count}}', '{n: 1}', '{{a}} {{b}}', ''])('%s is none', (body) =>
    expect(isJsonTemplate(body)).toBe(false),
  );
});

describe('what of a response can be said', () => {
  it('is every word, number and yes, by its path', () => {
    const response = '{"status":"on its way","items":[{"name":"Arc"}],"paid":true,"note":null}';
    expect(sayableIn(response)).toEqual([
      { path: 'status', value: 'on its way' },
      { path: 'items.0.name', value: 'Arc' },
      { path: 'paid', value: 'true' },
    ]);
  });

  it('is nothing where it is no JSON, and never without end', () => {
    expect(sayableIn('<html>')).toEqual([]);
    expect(sayableIn(null)).toEqual([]);
    expect(sayableIn(JSON.stringify(Array.from({ length: 500 }, (_, n) => n)))).toHaveLength(24);
  });
});

describe('the server of an address', () => {
  it('is fixed, whatever is filled in behind it', () => {
    expect(serverOf('https://api.lumen.example/orders/{{order}}')).toBe(
      'https://api.lumen.example',
    );
    expect(serverOf('https://{{host}}/x')).toBeNull();
    expect(serverOf('orders/{{order}}')).toBeNull();
  });
});
