import { PointCloudError } from './point-cloud-error.ts';

/** Gives the bytes of laz-perf's `laz-perf.wasm`; called with the first LAZ file, and again only if that failed. */
export type LoadLazPerf = () => Promise<BufferSource>;

/** The class `LASZip` of laz-perf: reads one LAZ file after the other. What it holds goes with it. */
export interface LazPerf {
  /** Throws `PointCloudError` on a file that the library refuses. */
  open(file: Uint8Array): void;
  /** Fills `target` with the next points, of `recordLength` bytes each. Throws `PointCloudError` where the file ends. */
  read(target: Uint8Array, recordLength: number): void;
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
/** Points are handed over in blocks of about this size. */
const batchBytes = 1 << 20;
/** What system calls answer that are not there (WASI's ENOSYS): the library has no use for files and clocks. */
const notSupported = 52;

type WasmFunction = (...args: readonly number[]) => number;

/**
 * Starts the library in a memory of its own, of `maxMemoryBytes` at most: past that it fails as on damaged points. One
 * for each file, since a WebAssembly memory grows and never shrinks.
 *
 * The package's own JavaScript is not used: there is one for browsers and one for Node, which takes the process's
 * uncaught errors over; neither sets a limit to memory; and calls through it take half as long again. What it would do
 * is said by the module itself, which names its classes and methods when it starts (Emscripten's embind).
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
  const construct = bound('LASZip.constructor');
  const open = bound('LASZip.open');
  const getPoint = bound('LASZip.getPoint');
  const object = construct.call(construct.context);

  let file = { at: 0, length: 0 };
  let batch = { at: 0, length: 0 };
  const room = (block: { at: number; length: number }, length: number) => (length <= block.length ? block : { at: malloc(length), length });

  return {
    open: (source) => {
      tryCall(() => {
        file = room(file, source.byteLength);
        bytes().set(source, file.at);
        open.call(open.context, object, file.at, source.byteLength);
      });
    },
    read: (target, recordLength) => {
      tryCall(() => {
        const batchCount = Math.max(1, Math.floor(batchBytes / recordLength));
        for (let start = 0; start < target.byteLength; start += batchCount * recordLength) {
          const length = Math.min(target.byteLength - start, batchCount * recordLength);
          batch = room(batch, length);
          for (let at = batch.at; at < batch.at + length; at += recordLength) getPoint.call(getPoint.context, object, at);
          target.set(bytes().subarray(batch.at, batch.at + length), start);
        }
      });
    },
  };
}

function grow(memory: WebAssembly.Memory, size: number, maxBytes: number): number {
  if (size > maxBytes) return 0;
  try {
    memory.grow(Math.ceil((size - memory.buffer.byteLength) / pageSize));
    return 1;
  } catch {
    return 0;
  }
}

/** C++ exceptions, traps and all that damaged data leads to are one to the caller. */
function tryCall(run: () => void): void {
  try {
    run();
  } catch {
    throw damagedPoints();
  }
}

function fail(): never {
  throw damagedPoints();
}

function isFunction(value: unknown): value is WasmFunction {
  return typeof value === 'function';
}

function checked<T, U extends T>(value: T, isIt: (value: T) => value is U): U {
  if (isIt(value)) return value;
  throw new Error('laz-perf.wasm is not of the version that this was written for.');
}
