/** What the global setup hands to every test file. */
export interface TestServer {
  url: string;
  /** A migrated, empty database that nobody connects to. */
  template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    batonTestServer: TestServer;
  }
}
