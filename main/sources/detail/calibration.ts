import type { CameraCalibration } from '../../../preload/contract/model.ts';
import { fieldOf, toNumber, toText } from '../wire-values.ts';
import { toPose } from './pose.ts';

/**
 * A camera's calibration from an entry of `images[]`, with what it leaves out taken from its frame (avala-api §4). Null
 * without focal lengths and centre, or for a model that is neither pinhole nor double sphere: points projected by the
 * wrong model would look right and be wrong.
 */
export function toCalibration(image: unknown, frame: unknown): CameraCalibration | null {
  const field = (name: string) => fieldOf(image, name) ?? fieldOf(frame, name);
  const [fx, fy, cx, cy] = ['fx', 'fy', 'cx', 'cy'].map((name) => toNumber(field(name)) ?? undefined);
  if (fx === undefined || fy === undefined || cx === undefined || cy === undefined || fx <= 0 || fy <= 0) return null;
  const [xi, alpha] = [toNumber(field('xi')), toNumber(field('alpha'))];
  const named = ['model', 'camera_model'].map((name) => toText(fieldOf(image, name))).find((name) => name !== null);
  const model = toModel(named ?? toText(fieldOf(frame, 'model')) ?? toText(fieldOf(frame, 'camera_model')), xi, alpha);
  if (model === null) return null;
  return {
    model,
    fx,
    fy,
    cx,
    cy,
    xi: model === 'doublesphere' ? xi : null,
    alpha: model === 'doublesphere' ? alpha : null,
    width: toNumber(fieldOf(image, 'width')),
    height: toNumber(fieldOf(image, 'height')),
    worldFromCamera: toPose(fieldOf(image, 'position'), fieldOf(image, 'heading')),
  };
}

/** `doublesphere`, `double-sphere`, `Double Sphere`, `DOUBLE_SPHERE` are one model; without xi and alpha it is none. */
function toModel(name: string | null, xi: number | null, alpha: number | null): CameraCalibration['model'] | null {
  const spelled = name?.toLowerCase().replaceAll(/[^a-z]/g, '') ?? '';
  const hasSpheres = xi !== null && alpha !== null;
  if (spelled === 'doublesphere' || spelled === 'ds') return hasSpheres ? 'doublesphere' : null;
  if (spelled === 'pinhole') return 'pinhole';
  return name === null ? (hasSpheres ? 'doublesphere' : 'pinhole') : null;
}
