import { expect, test } from 'vitest';
import { FlyKeys } from '../../../../../../renderer/panels/point-cloud/cameras/fly-keys.ts';

class KeyEvent extends Event {
  readonly code: string;
  readonly repeat = false;
  readonly ctrlKey: boolean;
  readonly metaKey = false;
  readonly altKey = false;
  readonly shiftKey: boolean;

  constructor(type: string, code: string, held: { ctrl?: boolean; shift?: boolean } = {}) {
    super(type, { cancelable: true });
    this.code = code;
    this.ctrlKey = held.ctrl ?? false;
    this.shiftKey = held.shift ?? false;
  }
}

function setUp() {
  const element = new EventTarget();
  let asked = 0;
  const keys = new FlyKeys(element, () => (asked += 1));
  return { keys, asked: () => asked, send: (event: Event) => element.dispatchEvent(event) };
}

test('keys that are held fly until they are let go, two of them aslant, and opposite ones nowhere', () => {
  const { keys, send, asked } = setUp();
  expect(keys.flight).toBeNull();
  send(new KeyEvent('keydown', 'KeyW'));
  send(new KeyEvent('keydown', 'KeyE', { shift: true }));
  expect(keys.flight).toEqual({ forward: 1, right: 0, up: 1, isFast: true });
  send(new KeyEvent('keydown', 'KeyQ'));
  expect(keys.flight).toEqual({ forward: 1, right: 0, up: 0, isFast: false });
  send(new KeyEvent('keydown', 'KeyS'));
  expect(keys.flight).toBeNull();
  expect(asked()).toBe(4);
  for (const code of ['KeyW', 'KeyS', 'KeyE', 'KeyQ']) send(new KeyEvent('keyup', code));
  send(new KeyEvent('keydown', 'KeyA'));
  expect(keys.flight).toMatchObject({ right: -1 });
});

test('flight ends with the focus, and shortcuts with Ctrl are none', () => {
  const { keys, send } = setUp();
  send(new KeyEvent('keydown', 'KeyD'));
  send(new Event('blur'));
  expect(keys.flight).toBeNull();
  const shortcut = new KeyEvent('keydown', 'KeyS', { ctrl: true });
  send(shortcut);
  expect(keys.flight).toBeNull();
  expect(shortcut.defaultPrevented).toBe(false);
});
