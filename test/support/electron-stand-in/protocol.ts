import { isReady } from './readiness.ts';

type Handler = Parameters<Electron.Protocol['handle']>[1];

const privileged = new Set<string>();
const handlers = new Map<string, Handler>();

/** `protocol`, for schemes that are standard and secure. */
export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (privileged.size > 0) throw new Error('protocol.registerSchemesAsPrivileged can only be called once');
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard !== true || privileges.secure !== true || privileges.bypassCSP === true || privileges.allowServiceWorkers === true) {
        throw new Error('The stand-in serves schemes as https: standard and secure ones, with content security policy and without service workers.');
      }
      privileged.add(scheme);
    }
  },
  handle(scheme, handler) {
    if (!isReady()) throw new Error('protocol module can only be used after app is ready');
    if (handlers.has(scheme)) throw new Error(`The scheme '${scheme}' is already handled`);
    handlers.set(scheme, handler);
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'isProtocolHandled'>;

/** What the app answers to a request of its scheme. The request has no signal: Electron gives none that ever fires. */
export async function answerScheme(request: Request): Promise<Response> {
  const scheme = new URL(request.url).protocol.slice(0, -1);
  const handler = privileged.has(scheme) ? handlers.get(scheme) : undefined;
  if (handler === undefined) throw new Error(`Nobody handles ${scheme}:.`);
  return handler(request);
}
