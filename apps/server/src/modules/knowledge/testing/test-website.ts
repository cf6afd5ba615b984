// A website on loopback that plays whatever a test wants, and a knowledge module that reads it. To
// the module this one server is the public internet, and all else is not.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KnowledgeSource, WebsiteSettings } from '@baton/protocol';
import { createTestClock } from '@baton/testkit';
import { createTestDatabase } from '@baton/testkit/database';
import { newId } from '../../../platform/ids.ts';
import { createJobRunner, type JobRunner } from '../../../platform/jobs/index.ts';
import { silentLog } from '../../../platform/log.ts';
import { createSafeFetch } from '../../../platform/safe-fetch/index.ts';
import type { KnowledgeScope } from '../documents.ts';
import { createKnowledge, type Knowledge } from '../knowledge.ts';

export type Play = (request: IncomingMessage, response: ServerResponse) => void;
/** A page's HTML, or how it behaves. */
export type Plays = Record<string, string | Buffer | Play>;

export type TestWebsite = Awaited<ReturnType<typeof createTestWebsite>>;

/** A page with something to say, and links. */
export function page(title: string, text: string, links: string[] = [], head = ''): string {
  const list = links.map((link) => `<li><a href="${link}">${link}</a></li>`).join('');
  return `<!doctype html><html><head><title>${title}</title>${head}</head><body><main><article>
    <h1>${title}</h1><p>${text}</p></article></main><nav><ul>${list}</ul></nav></body></html>`;
}

export const answers =
  (status: number, headers: Record<string, string> = {}, body: string | Buffer = ''): Play =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

export async function createTestWebsite() {
  const testDatabase = await createTestDatabase();
  const database = testDatabase.connect();
  const clock = createTestClock();
  const plays: Plays = {};
  /** Paths asked for, in order. */
  let asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const play = plays[path] ?? plays[path.split('?')[0] as string];
    if (play === undefined)
      response.writeHead(404, { 'content-type': 'text/html' }).end('Not here.');
    else if (typeof play === 'function') play(request, response);
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(play);
  });
  // On a busy machine, a connection that the server gives up just then would cost a try.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const closers: (() => Promise<unknown>)[] = [];

  /** A process that serves this installation. */
  function open(
    reading: { retryMs?: number; pageMs?: number; stretchMs?: number } = {},
  ): Knowledge {
    const web = createSafeFetch({
      userAgent: 'Baton/1.0 (test)',
      mayConnect: (address, to) => address === '127.0.0.1' && to === port,
      resolve: async (name) =>
        name === 'nobody.example'
          ? []
          : [{ address: name === 'inside.example' ? '10.0.0.1' : '127.0.0.1', family: 4 }],
    });
    const knowledge = createKnowledge({
      database,
      embedder: null,
      clock,
      newId,
      wakeFeed: () => {},
      wakeJobs: () => {},
      web,
      reading: { retryMs: 10, pageMs: 30_000, ...reading },
    });
    closers.push(async () => {
      await knowledge.close();
      await web.close();
    });
    return knowledge;
  }

  const knowledge = open();
  const scope: KnowledgeScope = { workspaceId: newId('wsp'), aiAgentId: newId('agt') };
  await database.query('insert into workspaces (id, name) values ($1, $1)', [scope.workspaceId]);
  await database.query(
    `insert into ai_agents (id, workspace_id, name, widget_key, policy) values ($1, $2, 'Bot', $1, '{}')`,
    [scope.aiAgentId, scope.workspaceId],
  );

  function startRunner(of: Knowledge = knowledge): JobRunner {
    const runner = createJobRunner({
      database,
      handlers: of.sources.jobs,
      log: silentLog(),
      pollMs: 10,
      leaseMs: 15_000,
      pauseMs: () => 5,
    });
    runner.start();
    closers.unshift(() => runner.stop({ graceMs: 0 }));
    return runner;
  }

  async function source(id: string): Promise<KnowledgeSource> {
    const found = await knowledge.sources.get(scope.workspaceId, id);
    if ('code' in found) throw new Error(found.detail);
    return found;
  }

  /** Runs jobs until no website is being read. */
  async function work(of: Knowledge = knowledge): Promise<void> {
    const runner = startRunner(of);
    for (;;) {
      const rows = await database.query(`select id from sources where state = 'reading'`);
      if (rows.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await runner.stop();
  }

  return {
    database,
    clock,
    plays,
    open,
    knowledge,
    scope,
    origin: `http://shop.example:${port}`,
    /** Paths asked for since last time. */
    asked(): string[] {
      const since = asked.filter((path) => path !== '/robots.txt' && path !== '/sitemap.xml');
      asked = [];
      return since;
    },
    startRunner,
    work,
    source,

    async add(path = '/', settings: Partial<WebsiteSettings> = {}): Promise<KnowledgeSource> {
      const added = await knowledge.sources.addWebsite(scope, {
        url: `http://shop.example:${port}${path}`,
        settings: { delayMs: 0, ...settings },
      });
      if ('code' in added) throw new Error(added.detail);
      return added;
    },

    /** Adds and reads it to its end. */
    async read(path = '/', settings: Partial<WebsiteSettings> = {}): Promise<KnowledgeSource> {
      const { id } = await this.add(path, settings);
      await work();
      return source(id);
    },

    /** Reads it again to its end. */
    async again(id: string): Promise<KnowledgeSource> {
      await knowledge.sources.read(scope.workspaceId, id);
      await work();
      return source(id);
    },

    /** What became of each address, by path. */
    async pages(id: string): Promise<Record<string, { state: string; reason: string | null }>> {
      const list = await knowledge.sources.pages(scope.workspaceId, id, { limit: 100 });
      if ('code' in list) throw new Error(list.detail);
      return Object.fromEntries(
        list.pages.map(({ url, state, reason }) => {
          const { pathname, search } = new URL(url);
          return [pathname + search, { state, reason }];
        }),
      );
    },

    async states(id: string): Promise<Record<string, string>> {
      const pages = await this.pages(id);
      return Object.fromEntries(Object.entries(pages).map(([path, { state }]) => [path, state]));
    },

    /** Titles of the documents that are answered from. */
    async titles(): Promise<string[]> {
      const { documents } = await knowledge.listDocuments(scope, { limit: 200 });
      return documents
        .filter(({ retiredAt }) => retiredAt === null)
        .map(({ title }) => title)
        .toSorted();
    },

    async found(question: string): Promise<string[]> {
      const { passages } = await knowledge.retrieve(scope, question);
      return [...new Set(passages.map(({ documentTitle }) => documentTitle))];
    },

    async drop(): Promise<void> {
      for (const close of closers) await close();
      server.closeAllConnections();
      server.close();
      await testDatabase.drop();
    },
  };
}
