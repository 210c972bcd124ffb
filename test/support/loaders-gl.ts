import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const meshSchema = z.object({ attributes: z.record(z.string(), z.object({ value: z.custom<ArrayLike<number>>((value) => ArrayBuffer.isView(value)) })) });

interface LoadersGl {
  readonly LASLoader: object;
  readonly PCDLoader: object;
  /** What a loader makes of a file; the file's bytes may be gone after it. */
  readonly parse: (bytes: ArrayBuffer, loader: object, options: object) => Promise<z.infer<typeof meshSchema>>;
}

const scriptsSchema = z.object({
  LASLoader: z.looseObject({}),
  PCDLoader: z.looseObject({}),
  parse: z.custom<(bytes: ArrayBuffer, loader: object, options: object) => Promise<unknown>>((value) => typeof value === 'function'),
});

/**
 * loaders.gl by the scripts that it publishes for web pages, which put themselves into the global `loaders`: its modules
 * import `@math.gl/types`, which version 4.4.2 does not name among its dependencies.
 */
function loadLoadersGl(): LoadersGl {
  const require = createRequire(import.meta.url);
  for (const name of ['core', 'las', 'pcd']) {
    const folder = dirname(require.resolve(`@loaders.gl/${name}`));
    require(join(folder, 'dist.min.js'));
  }
  const { parse, ...loaders } = scriptsSchema.parse(Reflect.get(globalThis, 'loaders'));
  return { ...loaders, parse: async (bytes, loader, options) => meshSchema.parse(await parse(bytes, loader, options)) };
}

export const loadersGl = loadLoadersGl();
