/** The life of a website as a source: stop, crash, remove, read again, retire, come back, schedule. */
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@baton/testkit/database';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  answers,
  createTestWebsite,
  page,
  type Play,
  type TestWebsite,
} from '../testing/test-website.ts';

// Real pages over real HTTP: a busy machine may take its time.
vi.setConfig({ testTimeout: 180_000 });

let t: TestWebsite;
beforeEach(async () => {
  t = await createTestWebsite();
});
afterEach(() => t.drop());

const DAY_MS = 24 * 60 * 60_000;
const html = { 'content-type': 'text/html' };
const sources = () => t.knowledge.sources;
const stop = (id: string) => sources().stop(t.scope.workspaceId, id);

/** A home page with so many articles. */
function publish(count: number): string[] {
  const paths = Array.from({ length: count }, (_, i) => `/p${String(i).padStart(2, '0')}`);
  t.plays['/'] = page('Home', 'All of our articles.', paths);
  for (const path of paths) t.plays[path] = page(`Article ${path}`, `This is what ${path} says.`);
  return paths;
}

async function feedTypes(): Promise<string[]> {
  const rows = await t.database.query<{ type: string }>('select type from feed order by position');
  return rows.map(({ type }) => type);
}

describe('stopping', () => {
  test('takes effect at once, also in the middle of a page, and reading goes on where it was', async () => {
    const paths = publish(12);
    let hang = true;
    const silent: Play = () => {};
    const sixth = t.plays['/p05'] as string;
    t.plays['/p05'] = (request, response) =>
      hang ? silent(request, response) : void response.writeHead(200, html).end(sixth);
    const slow = t.open({ pageMs: 60_000 });
    const { id } = await t.add('/');
    const runner = t.startRunner(slow);
    let before: string[] = [];
    await eventually(() => {
      before = [...before, ...t.asked()];
      expect(before).toContain('/p05');
    });
    expect(await stop(id)).toMatchObject({ state: 'stopped', documentCount: 6 });
    await eventually(async () => expect(await t.database.query('select id from jobs')).toEqual([]));
    await runner.stop();
    hang = false;
    await t.again(id);
    expect(await t.source(id)).toMatchObject({ state: 'idle', documentCount: 13 });
    // The page that was being asked for is asked for again, and no other.
    const after = t.asked().filter((path) => paths.includes(path));
    expect(after.toSorted()).toEqual(paths.slice(5));
    expect(await feedTypes()).toContain('source.changed');
  });

  test('of what is not being read changes nothing', async () => {
    publish(1);
    const { id } = await t.read('/');
    expect(await stop(id)).toMatchObject({ state: 'idle' });
  });
});

describe('several processes', () => {
  test('a worker that dies is followed by another, which repeats no page', async () => {
    publish(15);
    const dying = t.open();
    const { id } = await t.add('/', { delayMs: 20 });
    const first = t.startRunner(dying);
    await eventually(async () => expect((await t.source(id)).documentCount).toBeGreaterThan(4));
    // As after kill -9: its lease is left behind, and nothing is given back.
    await t.database.query(`update sources set reader = 'dead/1' where id = $1`, [id]);
    await first.stop({ graceMs: 0 });
    await t.database.query(
      `update sources set reader_until = now() + interval '500 ms' where id = $1`,
      [id],
    );
    await sources().readDue(10);
    await t.work();
    expect(await t.source(id)).toMatchObject({ state: 'idle', documentCount: 16 });
    const asked = t.asked();
    // One page may have been on its way when the worker died.
    expect(asked.length).toBeLessThanOrEqual(17);
  });

  test('never read one website at the same time, whoever asks for it', async () => {
    publish(10);
    let atOnce = 0;
    let most = 0;
    for (const path of Object.keys(t.plays)) {
      const body = t.plays[path] as string;
      t.plays[path] = (_, response) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        setTimeout(() => {
          atOnce -= 1;
          response.writeHead(200, html).end(body);
        }, 15);
      };
    }
    const { id } = await t.add('/');
    const others = [t.open({ stretchMs: 50 }), t.open({ stretchMs: 50 })];
    for (const other of others) t.startRunner(other);
    for (let i = 0; i < 10; i++) {
      await sources().read(t.scope.workspaceId, id);
      await sleep(10);
    }
    await t.work();
    expect(most).toBe(1);
    expect(await t.source(id)).toMatchObject({ state: 'idle', documentCount: 11 });
    expect(new Set(t.asked()).size).toBe(11);
  });

  test('a reading in many short stretches reads everything once', async () => {
    publish(10);
    const { id } = await t.add('/');
    await t.work(t.open({ stretchMs: 1 }));
    expect(await t.source(id)).toMatchObject({ state: 'idle', documentCount: 11 });
    expect(t.asked()).toHaveLength(11);
  });
});

describe('removing', () => {
  test('while it is read ends quietly, and nothing is left', async () => {
    publish(20);
    const { id } = await t.add('/', { delayMs: 5 });
    const runner = t.startRunner();
    await eventually(async () => expect((await t.source(id)).documentCount).toBeGreaterThan(2));
    expect(await sources().remove(t.scope.workspaceId, id)).toBe(true);
    await eventually(async () => expect(await t.database.query('select id from jobs')).toEqual([]));
    await runner.stop();
    for (const table of ['sources', 'crawl_pages', 'documents', 'passages', 'jobs']) {
      expect([table, await t.database.query(`select 1 from ${table}`)]).toEqual([table, []]);
    }
    expect(await t.found('article')).toEqual([]);
    expect((await feedTypes()).at(-1)).toBe('source.removed');
    expect(await sources().remove(t.scope.workspaceId, id)).toBe(false);
  });

  test('one document by hand: its website does not bring it back', async () => {
    publish(2);
    const { id } = await t.read('/');
    const { documents } = await t.knowledge.listDocuments(t.scope, { query: '/p01' });
    await t.knowledge.removeDocument(t.scope.workspaceId, documents[0]?.id as string);
    await t.again(id);
    expect(await t.titles()).toEqual(['Article /p00', 'Home']);
    expect((await t.pages(id))['/p01']).toEqual({
      state: 'skipped',
      reason: 'A teammate removed it.',
    });
  });
});

describe('reading again', () => {
  test('what has not changed costs nothing, by the word of the website or of its bytes', async () => {
    let versions = 0;
    const body = page('Tagged', 'It has a tag and says so.', ['/behind']);
    t.plays['/'] = page('Home', 'Two pages.', ['/tagged', '/plain']);
    t.plays['/tagged'] = (request, response) => {
      if (request.headers['if-none-match'] === '"1"') {
        versions += 1;
        return void response.writeHead(304).end();
      }
      return void response.writeHead(200, { ...html, etag: '"1"' }).end(body);
    };
    t.plays['/plain'] = page('Plain', 'It says nothing of versions.');
    t.plays['/behind'] = page('Behind', 'Only the tagged page leads here.');
    const { id } = await t.read('/');
    const snapshot = () =>
      t.database.query('select id, revision, version, updated_at from documents order by id');
    const before = await snapshot();
    const passages = await t.database.query('select id from passages order by id');
    const source = await t.again(id);
    expect(versions).toBe(1);
    expect(source.progress).toMatchObject({ read: 0, unchanged: 4, failed: 0 });
    expect(await snapshot()).toEqual(before);
    expect(await t.database.query('select id from passages order by id')).toEqual(passages);
  });

  test('what has changed is answered from as it is now', async () => {
    t.plays['/'] = page('Home', 'We open at nine.');
    const { id } = await t.read('/');
    t.plays['/'] = page('Home', 'We open at ten.');
    const source = await t.again(id);
    expect(source.progress).toMatchObject({ read: 1, unchanged: 0 });
    const { passages } = await t.knowledge.retrieve(t.scope, 'when do you open');
    expect(passages.map(({ text }) => text).join()).toContain('ten');
  });
});

describe('a page that vanishes', () => {
  const retired = async () =>
    (await t.knowledge.listDocuments(t.scope)).documents
      .filter(({ retiredAt }) => retiredAt !== null)
      .map(({ title }) => title);

  test.each([
    ['says that it is gone', () => (t.plays['/p01'] = answers(410))],
    ['is linked to no more', () => (t.plays['/'] = page('Home', 'Fewer articles.', ['/p00']))],
    [
      'asks not to be indexed',
      () => (t.plays['/p01'] = page('A', 'Old.', [], '<meta name="robots" content="noindex">')),
    ],
  ])(
    'is answered from for one more reading when it %s, and again when it is back',
    async (_, vanish) => {
      publish(2);
      const was = { ...t.plays };
      const { id } = await t.read('/');
      const [{ id: documentId }] = (await t.database.query(
        `select id from documents where title = 'Article /p01'`,
      )) as [{ id: string }];
      vanish();
      await t.again(id);
      expect(await retired()).toEqual([]);
      expect(await t.found('what does /p01 say')).toContain('Article /p01');
      await t.again(id);
      expect(await retired()).toEqual(['Article /p01']);
      expect(await t.found('what does /p01 say')).not.toContain('Article /p01');
      expect((await t.pages(id))['/p01']).toMatchObject({ state: 'retired' });
      expect((await t.source(id)).documentCount).toBe(2);
      Object.assign(t.plays, was);
      await t.again(id);
      expect(await retired()).toEqual([]);
      expect(await t.found('what does /p01 say')).toContain('Article /p01');
      const back = await t.database.query(`select id from documents where title = 'Article /p01'`);
      expect(back).toEqual([{ id: documentId }]);
    },
    60_000,
  );

  test('a website that fails, keeps us out or shows nothing retires nothing, however often', async () => {
    publish(2);
    const { id } = await t.read('/');
    const titles = await t.titles();
    const bad: (string | Play)[] = [
      answers(500),
      answers(404),
      answers(403),
      '<html><body></body></html>',
      answers(302, { location: '/login' }),
    ];
    for (const home of [...bad, ...bad]) {
      t.plays['/'] = home;
      expect((await t.again(id)).state).toBe('failed');
    }
    expect(await t.titles()).toEqual(titles);
  });

  test('a page that fails hides nothing behind it', async () => {
    t.plays['/'] = page('Home', 'One way in.', ['/list']);
    t.plays['/list'] = page('List', 'The list of articles.', ['/a']);
    t.plays['/a'] = page('A', 'An article behind the list.');
    const { id } = await t.read('/');
    t.plays['/list'] = answers(500);
    for (let i = 0; i < 3; i++) await t.again(id);
    expect(await t.titles()).toEqual(['A', 'Home', 'List']);
  });

  test('what the settings leave out by now goes with the next reading', async () => {
    publish(2);
    const { id } = await t.read('/');
    await sources().change(t.scope.workspaceId, id, { settings: { exclude: ['/p01'] } });
    await t.again(id);
    expect(await retired()).toEqual(['Article /p01']);
  });

  test('a page that moves is answered from all the time', async () => {
    publish(2);
    const { id } = await t.read('/');
    t.plays['/new'] = t.plays['/p01'] as string;
    t.plays['/p01'] = answers(301, { location: '/new' });
    for (let i = 0; i < 3; i++) {
      await t.again(id);
      expect(await t.found('what does /p01 say')).toContain('Article /p01');
    }
    expect((await t.states(id))['/new']).toMatch(/read|unchanged/);
    expect((await t.source(id)).documentCount).toBe(3);
  });
});

describe('schedules', () => {
  test('a website is read again when its time has come, and not before', async () => {
    publish(1);
    const { id } = await t.read('/');
    await sources().change(t.scope.workspaceId, id, { schedule: 'daily' });
    const next = new Date(t.clock.now().getTime() + DAY_MS).toISOString();
    expect((await t.source(id)).nextReadAt).toBe(next);
    t.asked();
    t.clock.advance(DAY_MS - 1_000);
    expect(await sources().readDue(10)).toBe(0);
    t.clock.advance(2_000);
    expect(await sources().readDue(10)).toBe(1);
    expect(await sources().readDue(10)).toBe(0);
    expect(await t.source(id)).toMatchObject({ state: 'reading', nextReadAt: null });
    await t.work();
    expect(t.asked()).toHaveLength(2);
    expect((await t.source(id)).nextReadAt).toBe(
      new Date(t.clock.now().getTime() + DAY_MS).toISOString(),
    );
  });

  test('one that could not be reached is tried again within the hour; without a schedule never', async () => {
    t.plays['/'] = answers(500);
    const { id, schedule } = await t.read('/');
    expect(schedule).toBe('weekly');
    expect((await t.source(id)).nextReadAt).toBe(
      new Date(t.clock.now().getTime() + 60 * 60_000).toISOString(),
    );
    await sources().change(t.scope.workspaceId, id, { schedule: 'never' });
    expect((await t.source(id)).nextReadAt).toBeNull();
  });

  test('a reading whose job was lost gets another one', async () => {
    publish(1);
    const { id } = await t.add('/');
    await t.database.query('delete from jobs');
    expect(await sources().readDue(10)).toBe(1);
    await t.work();
    expect((await t.source(id)).state).toBe('idle');
  });
});

describe('walls', () => {
  test('another workspace sees and does nothing', async () => {
    publish(1);
    const { id } = await t.read('/');
    const refused = { kind: 'refused', code: 'not_found' };
    for (const act of ['get', 'read', 'stop', 'pages'] as const) {
      expect(await sources()[act]('wsp_other', id)).toMatchObject(refused);
    }
    expect(await sources().change('wsp_other', id, { name: 'x' })).toMatchObject(refused);
    expect(await sources().remove('wsp_other', id)).toBe(false);
    expect(await sources().list({ ...t.scope, workspaceId: 'wsp_other' })).toEqual([]);
    expect(await t.titles()).toHaveLength(2);
  });

  test('the same website twice is refused, nonsense too', async () => {
    publish(0);
    await t.add('/');
    const again = await sources().addWebsite(t.scope, { url: `${t.origin}/#top` });
    expect(again).toMatchObject({ kind: 'refused', code: 'conflict' });
    const nonsense = await sources().addWebsite(t.scope, { url: 'ftp://files.example' });
    expect(nonsense).toMatchObject({ kind: 'refused', code: 'invalid_input' });
  });

  test('files and typed text are sources too, without readings', async () => {
    await t.knowledge.addDocuments(t.scope, [
      { kind: 'text', title: 'Hours', text: 'Nine to five.' },
    ]);
    const [source] = await sources().list(t.scope);
    expect(source).toMatchObject({
      kind: 'text',
      name: 'Typed text',
      documentCount: 1,
      settings: null,
      progress: null,
    });
    expect(await sources().read(t.scope.workspaceId, source?.id as string)).toMatchObject({
      code: 'conflict',
    });
  });
});
