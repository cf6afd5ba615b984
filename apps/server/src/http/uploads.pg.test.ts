import { LIMITS } from '@baton/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
  scene = await createScene(test);
});
afterAll(() => test.drop());

type Part = readonly [name: string, content: string | Uint8Array<ArrayBuffer>, type?: string];

async function upload(parts: readonly Part[]) {
  const form = new FormData();
  for (const [name, content, type = 'text/markdown'] of parts) {
    form.append('files', new File([content], name, { type }));
  }
  return scene.browser.post(`/api/ai-agents/${scene.aiAgent.id}/uploads`, undefined, { raw: form });
}

describe('uploaded files', () => {
  it('are read by their kind, each with its own result', async () => {
    const { status, body } = await upload([
      ['shipping.md', '# Shipping\n\nTwo days within the country.'],
      [
        'guides/setup.html',
        `<main><h1>Set up</h1>${'<p>Plug the lamp in and wait for the light.</p>'.repeat(8)}</main>`,
        'text/html',
      ],
      ['guides/more/setup.txt', 'Then switch it on.', 'text/plain'],
    ]);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { name: 'shipping.md', result: 'added', reason: null, document: { title: 'Shipping' } },
      { name: 'guides/setup.html', result: 'added' },
      { name: 'guides/more/setup.txt', result: 'added' },
    ]);
    const again = await upload([['shipping.md', '# Shipping\n\nThree days now.']]);
    expect(again.body.results).toMatchObject([{ result: 'replaced' }]);
  });

  it('that are no text, or in a wrong encoding, spoil only themselves', async () => {
    const picture = new Uint8Array(2_000).map((_, index) => (index * 37) % 256);
    const { status, body } = await upload([
      ['photo.png', picture, 'image/png'],
      ['looks-like.md', picture],
      ['good.md', '# Good\n\nThis one is fine.'],
    ]);
    expect(status).toBe(200);
    const [photo, looksLike, good] = body.results;
    expect(photo).toMatchObject({ result: 'rejected', document: null });
    expect(looksLike).toMatchObject({ result: 'rejected', document: null });
    expect(photo.reason).toMatch(/^[A-Z].*\.$/);
    expect(good).toMatchObject({ result: 'added' });
  });

  it('in an older encoding are read where it can be told, and refused in words where not', async () => {
    const latin = Buffer.from('# Größe\n\nDie Lampe ist für jede Größe geeignet.', 'latin1');
    const unknown = Uint8Array.from({ length: 400 }, (_, index) => 0xc0 + (index % 60));
    const { body } = await upload([
      ['groesse.md', new Uint8Array(latin)],
      ['unknown.md', unknown],
    ]);
    expect(body.results).toMatchObject([
      { result: 'added', document: { title: 'Größe' } },
      { result: 'rejected', reason: expect.stringContaining('Save it as UTF-8'), document: null },
    ]);
  });

  it('of which one is larger than 25 megabytes keep the others', async () => {
    const { status, body } = await upload([
      ['huge.txt', 'x'.repeat(LIMITS.documentBytes + 1), 'text/plain'],
      ['small.md', '# Small\n\nJust right.'],
    ]);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { name: 'small.md', result: 'added' },
      { name: 'huge.txt', result: 'rejected', reason: 'It is larger than 25 MB.', document: null },
    ]);
  });

  it('of fifty megabytes are read to the end and kept out of memory', async () => {
    const piece = new Uint8Array(1024 * 1024).fill(0x78);
    const boundary = 'cut-here';
    let pieces = 50;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(
          new TextEncoder().encode(
            `--${boundary}\r\ncontent-disposition: form-data; name="f"; filename="big.txt"\r\n\r\n`,
          ),
        ),
      pull(controller) {
        if (pieces-- > 0) return controller.enqueue(piece);
        controller.enqueue(new TextEncoder().encode(`\r\n--${boundary}--\r\n`));
        return controller.close();
      },
    });
    const { status, body } = await scene.browser.post(
      `/api/ai-agents/${scene.aiAgent.id}/uploads`,
      undefined,
      { raw: stream, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } },
    );
    expect(status).toBe(200);
    expect(body.results).toMatchObject([{ name: 'big.txt', result: 'rejected' }]);
  });

  it('of more than 100 MB in all, or more than fifty, are refused', async () => {
    const declared = await scene.browser.post(
      `/api/ai-agents/${scene.aiAgent.id}/uploads`,
      undefined,
      {
        raw: 'never read',
        headers: {
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': String(LIMITS.uploadBytes + 1024 * 1024),
        },
      },
    );
    expect(declared.status).toBe(413);
    const many = Array.from({ length: 51 }, (_, n): Part => [`${n}.md`, `# ${n}\n\nText.`]);
    const tooMany = await upload(many);
    expect(tooMany.status).toBe(413);
    expect(tooMany.body.detail).toBe('At most 50 files in one go.');
  });

  it('that never come, or break off, are called so', async () => {
    const path = `/api/ai-agents/${scene.aiAgent.id}/uploads`;
    expect((await upload([])).body.code).toBe('malformed_request');
    const broken = await scene.browser.post(path, undefined, {
      raw: '--x\r\ncontent-disposition: form-data; name="f"; filename="a.md"\r\n\r\nhalf of',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(broken.status).toBe(400);
    const noBoundary = await scene.browser.post(path, undefined, {
      raw: 'x',
      headers: { 'content-type': 'multipart/form-data' },
    });
    expect(noBoundary.status).toBe(400);
    const json = await scene.browser.post(path, { files: [] });
    expect(json.status).toBe(415);
  });

  it('are for owners and admins', async () => {
    const tia = await scene.colleague();
    const form = new FormData();
    form.append('files', new File(['# X\n\ny'], 'x.md'));
    const { status } = await tia.browser.post(
      `/api/ai-agents/${scene.aiAgent.id}/uploads`,
      undefined,
      { raw: form },
    );
    expect(status).toBe(403);
  });
});

describe('the example help centre', () => {
  const path = () => `/api/ai-agents/${scene.aiAgent.id}`;
  const suggestions = async () => (await scene.browser.get(path())).body.aiAgent.look.suggestions;

  it('brings questions to begin with, and leaves those an owner chose alone', async () => {
    await scene.browser.post(`${path()}/example`, {});
    expect(await suggestions()).toEqual(['What is this?']);
    const { aiAgent } = (await scene.browser.get(path())).body;
    await scene.browser.patch(path(), { look: { ...aiAgent.look, suggestions: ['Ours?'] } });
    await scene.browser.post(`${path()}/example`, {});
    expect(await suggestions()).toEqual(['Ours?']);
  });

  it('is removed as a whole, with its questions, and nothing else is', async () => {
    const { aiAgent } = (await scene.browser.get(path())).body;
    await scene.browser.patch(path(), { look: { ...aiAgent.look, suggestions: [] } });
    await scene.browser.post(`${path()}/example`, {});
    await upload([['ours.md', '# Ours\n\nThis stays.']]);
    expect((await scene.browser.delete(`${path()}/example`)).status).toBe(204);
    const { documents } = (await scene.browser.get(`${path()}/documents`)).body;
    const kinds = new Set(documents.map(({ kind }: { kind: string }) => kind));
    expect(kinds).toEqual(new Set(['file']));
    expect(await suggestions()).toEqual([]);
  });
});
