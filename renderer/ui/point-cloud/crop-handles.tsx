import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { CropBoxEditor, HandleDrag } from '../../panels/point-cloud/tools/crop-box-editor.ts';
import type { PointCloudView } from '../../panels/point-cloud/point-cloud-view.ts';
import type { SceneStore } from '../../stores/scene-store.ts';
import { cropHandles, outwardOf, withCenterMoved, withFaceMoved, withTurnBy, type CropFace, type CropHandle } from '../../viewing/crop-box.ts';
import type { CropBox } from '../../viewing/point-filters.ts';
import { formatNumber } from '../components/number-field.tsx';
import styles from './crop-handles.module.css';

export interface CropHandlesProps {
  view: PointCloudView;
  editor: CropBoxEditor;
  scene: SceneStore;
}

const names: Readonly<Record<CropHandle, string>> = {
  front: 'Front of the crop box',
  rear: 'Rear of the crop box',
  left: 'Left side of the crop box',
  right: 'Right side of the crop box',
  top: 'Top of the crop box',
  bottom: 'Bottom of the crop box',
  middle: 'Middle of the crop box',
  turn: 'Turn of the crop box, handle',
};

const degrees = 180 / Math.PI;
/** By how much an arrow key moves and turns; Shift: ten times as far. */
const stepM = 0.1;
const stepDegrees = 1;

/** One pointer's hold of a handle. */
interface Hold {
  readonly pointerId: number;
  readonly before: CropBox;
  readonly drag: HandleDrag;
}

/**
 * The handles of a crop box in the picture: a side resizes it, the middle moves it, the ring in front turns it; by pointer
 * or by arrow keys. They follow every picture without React.
 */
export function CropHandles({ view, editor, scene }: CropHandlesProps) {
  const area = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold | null>(null);

  useEffect(() => {
    const follow = () => {
      const { box } = scene.getState().crop;
      if (box === null) return;
      for (const handle of cropHandles) {
        const input = area.current?.querySelector<HTMLInputElement>(`[data-handle=${handle}]`) ?? null;
        if (input !== null) place(input, editor, handle, box);
      }
    };
    follow();
    return view.onDraw(follow);
  }, [view, editor, scene]);

  const change = (box: CropBox) => scene.getState().setCrop({ box });
  /** By assistive technology, which knows nothing but the value. */
  const changeBy = (handle: CropHandle, value: number) => {
    const { box } = scene.getState().crop;
    if (box !== null) change(movedBy(box, handle, value - valueOf(box, handle).now));
  };
  const at = ({ clientX, clientY }: PointerEvent) => {
    const { left = 0, top = 0 } = area.current?.getBoundingClientRect() ?? {};
    return [clientX - left, clientY - top] as const;
  };
  const onDown = (event: PointerEvent<HTMLElement>, handle: CropHandle) => {
    const { box } = scene.getState().crop;
    if (event.button !== 0 || hold.current !== null || box === null) return;
    // No text is selected on the way, and the arrow keys go on from here.
    event.preventDefault();
    event.currentTarget.focus({ focusVisible: false });
    const drag = editor.grasp(handle, ...at(event));
    if (drag === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    hold.current = { pointerId: event.pointerId, before: box, drag };
  };
  const onMove = (event: PointerEvent) => {
    if (hold.current?.pointerId === event.pointerId) change(hold.current.drag(...at(event)));
  };
  const onEnd = (event: PointerEvent) => {
    if (hold.current?.pointerId === event.pointerId) hold.current = null;
  };
  const onKey = (event: KeyboardEvent, handle: CropHandle) => {
    const { box } = scene.getState().crop;
    if (event.key === 'Escape' && hold.current !== null) {
      change(hold.current.before);
      hold.current = null;
    } else {
      const changed = box === null ? null : changedByKey(box, handle, event.key, event.shiftKey ? 10 : 1);
      if (changed === null) return;
      change(changed);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={area} className={styles['handles']}>
      {cropHandles.map((handle) => (
        <input
          key={handle}
          type="range"
          step="any"
          className={styles['handle']}
          data-handle={handle}
          aria-label={names[handle]}
          onChange={({ currentTarget }) => changeBy(handle, currentTarget.valueAsNumber)}
          onPointerDown={(event) => onDown(event, handle)}
          onPointerMove={onMove}
          onLostPointerCapture={onEnd}
          onKeyDown={(event) => onKey(event, handle)}
        />
      ))}
    </div>
  );
}

/** How far its value is let go either way in one step of assistive technology. */
const reach = 1_000;

function place(input: HTMLInputElement, editor: CropBoxEditor, handle: CropHandle, box: CropBox): void {
  const seen = editor.placeOf(handle);
  input.style.visibility = seen === null ? 'hidden' : 'visible';
  input.toggleAttribute('data-end-on', seen?.isEndOn === true);
  if (seen !== null) input.style.translate = `${seen.x}px ${seen.y}px`;
  const { now, words } = valueOf(box, handle);
  input.min = String(now - reach);
  input.max = String(now + reach);
  input.value = String(now);
  input.setAttribute('aria-valuetext', words);
}

function valueOf(box: CropBox, handle: CropHandle): { now: number; words: string } {
  const [length, width, height] = box.dimensions;
  const metres = (value: number) => `${formatNumber(value, 2)} m`;
  switch (handle) {
    case 'front':
    case 'rear':
      return { now: length, words: `${metres(length)} long` };
    case 'left':
    case 'right':
      return { now: width, words: `${metres(width)} wide` };
    case 'top':
    case 'bottom':
      return { now: height, words: `${metres(height)} high` };
    case 'middle':
      return { now: box.center[0], words: `at ${box.center.map((value) => formatNumber(value, 2)).join(', ')} m` };
    case 'turn':
      return { now: box.yawRad * degrees, words: `${formatNumber(box.yawRad * degrees, 1)}°` };
  }
}

/** Arrows up and right make larger and turn to the left; those of the middle move it as seen from behind the box. */
function changedByKey(box: CropBox, handle: CropHandle, key: string, times: number): CropBox | null {
  if (handle === 'middle') {
    const face = faceOfKey[key];
    return face === undefined ? null : withCenterMoved(box, scaled(outwardOf(box, face), stepM * times));
  }
  const sign = signOfKey[key];
  if (sign === undefined) return null;
  return movedBy(box, handle, sign * times * (handle === 'turn' ? stepDegrees : stepM));
}

const faceOfKey: Readonly<Record<string, CropFace>> = { ArrowUp: 'front', ArrowDown: 'rear', ArrowLeft: 'left', ArrowRight: 'right', PageUp: 'top', PageDown: 'bottom' };
/** Others would send a range to its ends: these leave the box as it is. */
const signOfKey: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 0, PageDown: 0, Home: 0, End: 0 };

/** `by`: metres, or degrees of the turn. */
function movedBy(box: CropBox, handle: CropHandle, by: number): CropBox {
  if (handle === 'middle') return withCenterMoved(box, [by, 0, 0]);
  return handle === 'turn' ? withTurnBy(box, by / degrees) : withFaceMoved(box, handle, by);
}

function scaled([x, y, z]: readonly [number, number, number], by: number): [number, number, number] {
  return [x * by, y * by, z * by];
}
