import type { LazChunk } from './laz-chunk-table.ts';
import { PointCloudError } from './point-cloud-error.ts';
import type { TakeRecords } from './read-las.ts';

/** Gives the bytes of laz-perf's `laz-perf.wasm`; called with the first LAZ file, and again only if that failed. */
export type LoadLazPerf = () => Promise<BufferSource>;

/** The class `ChunkDecoder` of laz-perf. What it holds goes with it. */
export interface LazPerf {
  /**
   * Unpacks chunks of point format 0 to 3 or 6 to 8 and gives their records, of `recordLength` bytes each, some at a time.
   * Throws `PointCloudError` if a chunk does not take exactly its bytes; its last records are not given then.
   */
  unpack(chunks: readonly LazChunk[], pointFormat: number, recordLength: number, take: TakeRecords): void;
}

let compiled: Promise<WebAssembly.Module> | null = null;

/** The compiled library, which is kept. */
export async function compileLazPerf(load: LoadLazPerf): Promise<WebAssembly.Module> {
  compiled ??= load().then(async (bytes) => await WebAssembly.compile(bytes));
  try {
    return await compiled;
  } catch (error) {
    compiled = null;
    throw error;
  }
}

/** What is thrown for points that do not unpack. */
export function damagedPoints(): PointCloudError {
  return new PointCloudError('The compressed points are damaged and cannot be unpacked. Download or export the file again.');
}

const pageSize = 65_536;
/** Points are handed over in batches of about this size, which stay in a processor's second cache. */
const batchBytes = 1 << 18;
/** What system calls answer that are not there (WASI's ENOSYS): the library has no use for files and clocks. */
const notSupported = 52;

type WasmFunction = (...args: readonly number[]) => number;

/**
 * Starts the library in a memory of its own, of `maxMemoryBytes` at most: past that it fails as on damaged points. One
 * for each file, since a WebAssembly memory grows and never shrinks.
 *
 * The package's own JavaScript is not used: there is one for browsers and one for Node, which takes the process's
 * uncaught errors over, and neither sets a limit to memory. What they do is little, as the module itself names its classes
 * and methods when it starts (Emscripten's embind).
 */
export function startLazPerf(module: WebAssembly.Module, maxMemoryBytes: number): LazPerf {
  const methods = new Map<string, { invoker: number; context: number }>();
  const classNames = new Map<number, string>();
  const bytes = () => new Uint8Array(memory.buffer);
  const text = (at: number) => String.fromCharCode(...bytes().subarray(at, bytes().indexOf(0, at)));
  const known: Record<string, WasmFunction> = {
    _embind_register_class: (type, ...rest) => {
      classNames.set(type ?? 0, text(rest[9] ?? 0));
      return 0;
    },
    _embind_register_class_constructor: (type = 0, _count, _types, _signature, invoker = 0, context = 0) => {
      methods.set(`${classNames.get(type)}.constructor`, { invoker, context });
      return 0;
    },
    _embind_register_class_function: (type = 0, name = 0, _count, _types, _signature, invoker = 0, context = 0) => {
      methods.set(`${classNames.get(type)}.${text(name)}`, { invoker, context });
      return 0;
    },
    __cxa_allocate_exception: (size = 0) => malloc(size),
    __cxa_throw: fail,
    abort: fail,
    emscripten_memcpy_big: (to = 0, from = 0, length = 0) => {
      bytes().copyWithin(to, from, from + length);
      return to;
    },
    emscripten_resize_heap: (size = 0) => grow(memory, size >>> 0, maxMemoryBytes),
  };
  const imports: Record<string, Record<string, WasmFunction>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = known[name] ?? (from === 'env' ? () => 0 : () => notSupported);
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  const memory = checked(exports['memory'], (value) => value instanceof WebAssembly.Memory);
  const table = checked(exports['__indirect_function_table'], (value) => value instanceof WebAssembly.Table);
  const malloc = checked(exports['malloc'], isFunction);
  checked(exports['emscripten_stack_init'], isFunction)();
  checked(exports['__wasm_call_ctors'], isFunction)();

  const bound = (name: string) => {
    const { invoker, context } = checked(methods.get(name), (value) => value !== undefined);
    return { call: checked(table.get(invoker), isFunction), context };
  };
  const construct = bound('ChunkDecoder.constructor');
  const open = bound('ChunkDecoder.open');
  const getPoint = bound('ChunkDecoder.getPoint');
  const object = construct.call(construct.context);

  const word = (at: number) => new DataView(memory.buffer).getUint32(at, true);

  return {
    unpack: (chunks, pointFormat, recordLength, take) => {
      const batchCount = Math.max(1, Math.floor(batchBytes / recordLength));
      const output = malloc(batchCount * recordLength);
      const input = malloc(chunks.reduce((largest, chunk) => Math.max(largest, chunk.bytes.byteLength), 0));
      if (output === 0 || input === 0) throw damagedPoints();
      let filled = 0;
      const give = () => {
        if (filled > 0) take(new DataView(memory.buffer, output, filled * recordLength), filled);
        filled = 0;
      };
      for (const chunk of chunks) {
        const end = input + chunk.bytes.byteLength;
        bytes().set(chunk.bytes, input);
        orDamaged(() => open.call(open.context, object, pointFormat, recordLength, input));
        const position = positionPlace(word, object, input);
        for (let left = chunk.pointCount; left > 0; ) {
          if (filled === batchCount) give();
          const count = Math.min(left, batchCount - filled);
          const start = output + filled * recordLength;
          orDamaged(() => {
            for (let at = start; at < start + count * recordLength; at += recordLength) getPoint.call(getPoint.context, object, at);
          });
          if (word(position) > end) throw damagedPoints();
          filled += count;
          left -= count;
        }
        if (word(position) !== end) throw damagedPoints();
      }
      give();
    },
  };
}

/** C++ exceptions, traps and all else that damaged data leads to are one to the caller. */
function orDamaged(run: () => void): void {
  try {
    run();
  } catch {
    throw damagedPoints();
  }
}

/**
 * Where an open decoder keeps the address that it reads next, which laz-perf neither tells nor checks against anything:
 * object → `chunk_decompressor` → its private part, whose third word it is. That is so if it is the start of the chunk now.
 */
function positionPlace(word: (at: number) => number, object: number, start: number): number {
  const place = word(word(object)) + 8;
  if (word(place) !== start) throw otherVersion();
  return place;
}

function grow(memory: WebAssembly.Memory, size: number, maxBytes: number): number {
  if (size > maxBytes) return 0;
  try {
    // By half at least: growing is slow, and the library asks for little at a time.
    const wanted = Math.min(maxBytes, Math.max(size, 1.5 * memory.buffer.byteLength));
    memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / pageSize));
    return 1;
  } catch {
    return 0;
  }
}

function fail(): never {
  throw damagedPoints();
}

function isFunction(value: unknown): value is WasmFunction {
  return typeof value === 'function';
}

function checked<T, U extends T>(value: T, isIt: (candidate: T) => candidate is U): U {
  if (isIt(value)) return value;
  throw otherVersion();
}

function otherVersion(): Error {
  return new Error('laz-perf.wasm is not of the version that this was written for.');
}
