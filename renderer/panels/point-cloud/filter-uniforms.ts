import { Euler, Matrix4, Quaternion, Vector3 } from 'three';
import type { Vector2 } from 'three';
import type { PointFilters, ValueRange } from '../../viewing/point-filters.ts';
import { setHiddenClasses, unlimited } from './shaders/point-uniforms.ts';
import type { SharedUniforms } from './shaders/point-uniforms.ts';

/** A box has some extent along each axis, so that it can be turned around. */
const leastEdgeM = 1e-4;

/** Puts filters into effect: uniforms, and one small texture when other classes are hidden. */
export function applyFilters(uniforms: SharedUniforms, filters: PointFilters, sceneOrigin: readonly [number, number, number]): void {
  setFilter(uniforms.heightFilter.value, filters.heightM, sceneOrigin[2]);
  setFilter(uniforms.rangeFilter.value, filters.rangeM, 0);
  const hidesAny = filters.hiddenClasses.size > 0;
  uniforms.hasHiddenClasses.value = hidesAny;
  if (hidesAny) setHiddenClasses(uniforms.hiddenClasses.value, filters.hiddenClasses);
  const { cropBox } = filters;
  uniforms.isCropped.value = cropBox !== null;
  if (cropBox === null) return;
  const center = new Vector3(...cropBox.center).sub(new Vector3(...sceneOrigin));
  const turn = new Quaternion().setFromEuler(new Euler(0, 0, cropBox.yawRad));
  const [length, width, height] = cropBox.dimensions.map((edge) => Math.max(edge, leastEdgeM));
  uniforms.cropFromScene.value = new Matrix4().compose(center, turn, new Vector3(length, width, height)).invert();
}

function setFilter(into: Vector2, range: ValueRange | null, zero: number): void {
  if (range === null) into.set(-unlimited, unlimited);
  else into.set(range.min - zero, range.max - zero);
}
