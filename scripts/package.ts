import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'electron-builder';
import { buildApp } from './build.ts';
import { explainPackaging } from './explain-packaging.ts';
import { makeIcons } from './icons.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

// Builds and packages for the system that it runs on; targets and architectures are in electron-builder.yml. It publishes
// nothing: a release is uploaded by whoever makes it.
await buildApp();
await makeIcons();
try {
  const files = await build({ projectDir: root, config: join(root, 'electron-builder.yml'), publish: 'never' });
  for (const file of files) console.log(file);
} catch (error) {
  const explanation = explainPackaging(error);
  if (explanation === null) throw error;
  console.error(`\n${explanation}`);
  process.exit(1);
}
