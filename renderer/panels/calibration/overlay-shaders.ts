import { attributesGlsl } from '../point-cloud/shaders/attributes-glsl.ts';
import { colorGlsl } from '../point-cloud/shaders/color-glsl.ts';
import { filterGlsl } from '../point-cloud/shaders/filter-glsl.ts';
import { depthGlsl } from './depth-glsl.ts';
import { projectionGlsl } from './projection-glsl.ts';

/**
 * Points as a camera sees them: filtered and coloured as in the 3D view, whose uniforms these are too, and placed by the
 * camera's own projection. Depth is the distance from the camera, made larger while the surfaces are drawn that hide what
 * lies behind them, so that they do not hide themselves.
 */
export function overlayVertexShader(imageColorGlsl: string): string {
  return /* glsl */ `
  ${attributesGlsl}
  ${filterGlsl}
  ${projectionGlsl}
  ${depthGlsl}
  ${imageColorGlsl}
  ${colorGlsl}
  uniform vec3 sensor;
  uniform mat4 cameraFromScene;
  uniform vec4 cameraFocal;
  uniform vec3 cameraSpheres;
  uniform vec4 picturePlace;
  uniform float overlaySizePx;
  uniform vec2 behind;
  varying vec3 pointColor;
  varying float pointPx;

  void main() {
    vec4 placed = modelMatrix * vec4(position, 1.0);
    float rangeM = distance(position, sensor);
    vec3 seen = projectToImage((cameraFromScene * placed).xyz, cameraFocal, cameraSpheres);
    pointColor = vec3(0.0);
    pointPx = overlaySizePx;
    gl_PointSize = overlaySizePx;
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    bool isBeside = seen.z < nearestM || any(lessThan(seen.xy, vec2(0.0))) || any(greaterThan(seen.xy, vec2(1.0)));
    if (isBeside || isLeftOut(placed.xyz, rangeM)) return;
    float depthM = seen.z * behind.x + behind.y;
    gl_Position = vec4(picturePlace.xy + seen.xy * picturePlace.zw, clipDepth(depthM), 1.0);
    pointColor = colorOf(placed.xyz, rangeM);
  }
`;
}

export const overlayFragmentShader = /* glsl */ `
  uniform bool isRound;
  varying vec3 pointColor;
  varying float pointPx;
  void main() {
    if (isRound && pointPx > 2.5 && distance(gl_PointCoord, vec2(0.5)) > 0.5) discard;
    gl_FragColor = vec4(pointColor, 1.0);
  }
`;
