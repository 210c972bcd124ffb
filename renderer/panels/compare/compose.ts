import type { Context2d } from '../image/draw-picture.ts';
import type { Rectangle } from '../image/fit.ts';
import type { Point } from './wipe-geometry.ts';

/** How two pictures are put together; `point` in device pixels, `normal` of length 1 from A's side to B's. */
export type Composition =
  | { readonly mode: 'wipe'; readonly point: Point; readonly normal: Point }
  | { readonly mode: 'difference'; readonly gainPower: number }
  | { readonly mode: 'blend'; readonly opacity: number };

/**
 * Puts B together with A, which is drawn on the canvas already. `paintB` draws it at its place with whatever operation and
 * clip the canvas has; outside that place a difference shows nothing. Works on displayed values: what differs is what is
 * seen to differ, and half of each is what every compositor makes of them. A 2D canvas composes several times faster than
 * a way over WebGL and back where the GPU is software, and on the GPU where there is one.
 */
export function compose(context: Context2d, composition: Composition, placeOfB: Rectangle, paintB: () => void): void {
  context.save();
  switch (composition.mode) {
    case 'wipe':
      clipToB(context, composition);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      paintB();
      break;
    case 'difference':
      clearOutside(context, placeOfB);
      context.globalCompositeOperation = 'difference';
      paintB();
      multiply(context, composition.gainPower);
      break;
    case 'blend':
      context.globalAlpha = composition.opacity;
      paintB();
      break;
  }
  context.restore();
}

/** Leaves B's side of the line open: a rectangle on the line that reaches beyond the canvas wherever the line lies. */
function clipToB(context: Context2d, { point, normal }: { point: Point; normal: Point }): void {
  const reach = 2 * (context.canvas.width + context.canvas.height);
  const corner = (along: number, across: number) =>
    [point.x + reach * (across * normal.x - along * normal.y), point.y + reach * (across * normal.y + along * normal.x)] as const;
  context.beginPath();
  context.moveTo(...corner(-1, 0));
  context.lineTo(...corner(1, 0));
  context.lineTo(...corner(1, 1));
  context.lineTo(...corner(-1, 1));
  context.clip();
}

function clearOutside(context: Context2d, { x, y, width, height }: Rectangle): void {
  const { canvas } = context;
  context.save();
  context.beginPath();
  context.rect(0, 0, canvas.width, canvas.height);
  context.rect(x, y, width, height);
  context.clip('evenodd');
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.restore();
}

/** Adds what is there to itself: each time twice as much, to the last bit, and white where a product would be too. */
function multiply(context: Context2d, power: number): void {
  context.globalCompositeOperation = 'lighter';
  for (let doubling = 0; doubling < power; doubling++) context.drawImage(context.canvas, 0, 0);
}
