import { expect, test } from 'vitest';
import { MediaRegistry } from '../../../../main/media/registry.ts';

const asset = (name: string, url = `https://media.example/${name}`) => ({ identity: `https://media.example/${name}`, url, renew: null });

test('an asset keeps its id when it is registered again, with its newer address', () => {
  const registry = new MediaRegistry();
  const id = registry.register(asset('a', 'https://media.example/a?sig=1'));
  expect(registry.register(asset('a', 'https://media.example/a?sig=2'))).toBe(id);
  expect(registry.remote(id)?.url).toBe('https://media.example/a?sig=2');
});

test('an id tells nothing of the address and differs from one run of the app to the next', () => {
  const ids = [new MediaRegistry(), new MediaRegistry()].map((registry) => registry.register(asset('a')));
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
});

test('what was not registered for the longest is forgotten first', () => {
  const registry = new MediaRegistry(2);
  const [a, b] = [registry.register(asset('a')), registry.register(asset('b'))];
  registry.register(asset('a'));
  const c = registry.register(asset('c'));
  expect([a, b, c].map((id) => registry.remote(id)?.identity)).toEqual(['https://media.example/a', undefined, 'https://media.example/c']);
});
