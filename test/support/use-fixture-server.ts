import { startFixtureServer, type FixtureServer } from './fixture-server/start-fixture-server.ts';
import { test } from './viewer.ts';

/** A fixture server while the specs of a file run. */
export interface FileServer {
  /** Only within a spec. */
  readonly server: FixtureServer;
  /** The environment of a viewer that is signed in there. */
  env(): Record<string, string>;
  /** The environment of a viewer that finds it, but has no key. */
  envWithoutKey(): Record<string, string>;
}

/** To be called once in a file (or a `describe`): its specs share the server, and each begins without faults. */
export function useFixtureServer(): FileServer {
  let started: FixtureServer | null = null;
  const server = () => {
    if (started === null) throw new Error('The fixture server runs only while specs do.');
    return started;
  };
  test.beforeAll(async () => {
    started = await startFixtureServer();
  });
  test.afterEach(() => {
    server().faults.clear();
  });
  test.afterAll(async () => {
    await server().close();
  });
  return {
    get server() {
      return server();
    },
    env: () => ({ AVALA_BASE_URL: server().apiBaseUrl, AVALA_API_KEY: server().key }),
    envWithoutKey: () => ({ AVALA_BASE_URL: server().apiBaseUrl }),
  };
}
