import { parseArgs } from 'node:util';
import { startFixtureServer } from './start-fixture-server.ts';

/** Runs the fixture server by hand: `node test/support/fixture-server/serve.ts [--port N] [--sequences N]`. */
const { values } = parseArgs({ options: { port: { type: 'string' }, sequences: { type: 'string' } } });
const server = await startFixtureServer({
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.sequences === undefined ? {} : { sequenceCount: Number(values.sequences) }),
});
console.log(`AVALA_BASE_URL=${server.apiBaseUrl}\nAVALA_API_KEY=${server.key}`);
process.once('SIGINT', () => void server.close());
process.once('SIGTERM', () => void server.close());
