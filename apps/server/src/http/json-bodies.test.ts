import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApi } from './described.ts';
import { cleanText, readJsonBodies } from './json-bodies.ts';

const storable = (text: string) => !/[\u0000\uD800-\uDFFF]/u.test(text);

describe('text from outside', () => {
  it('law: can be stored afterwards, and is untouched when it could be before', () => {
    const anyText = fc.string({ unit: 'binary' });
    const broken = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          broken.map((units) => String.fromCharCode(...units)),
        ),
        (text) => {
          const cleaned = cleanText(text);
          expect(storable(cleaned)).toBe(true);
          expect(cleaned === text).toBe(storable(text));
        },
      ),
    );
  });

  it('law: a JSON body arrives as it was sent but for what cannot be stored', async () => {
    const app = createApi();
    app.use(readJsonBodies());
    app.post('/', async (c) => c.json(await c.req.json()));
    const words = fc.stringMatching(/^[a-z\\"u0dD8]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), words, async (value, text) => {
        const sent = {
          value,
          [`k${text}`]: [text, `${text}\u0000`, null, { deep: `\ud800${text}` }],
        };
        const response = await app.request('/', {
          method: 'POST',
          body: JSON.stringify(sent),
          headers: { 'content-type': 'application/json' },
        });
        expect(JSON.stringify(await response.json())).toBe(JSON.stringify(cleanDeep(sent)));
      }),
    );
  });
});

function cleanDeep(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [cleanText(key), cleanDeep(held)]),
  );
}
