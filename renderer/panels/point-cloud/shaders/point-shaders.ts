import { attributesGlsl } from './attributes-glsl.ts';
import { colorGlsl } from './color-glsl.ts';
import { filterGlsl } from './filter-glsl.ts';

/** Where a point lies, whether it is drawn, and how large. */
const placeGlsl = /* glsl */ `
  uniform vec3 sensor;
  uniform float sizePx;
  uniform float sizeM;
  uniform float viewportHeightPx;

  // A size in metres is worth fewer pixels with distance; w is the distance, and 1 in a parallel projection.
  float pointSizePx(float w) {
    return sizeM > 0.0 ? max(sizeM * projectionMatrix[1][1] * viewportHeightPx * 0.5 / w, 1.0) : sizePx;
  }
`;

/** Beyond every clipping plane. */
const leaveOutGlsl = /* glsl */ `
    vec4 placed = modelMatrix * vec4(position, 1.0);
    float rangeM = distance(position, sensor);
    if (isLeftOut(placed.xyz, rangeM)) {
      gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      gl_PointSize = 1.0;
      return;
    }
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    gl_PointSize = pointSizePx(gl_Position.w);
`;

/** Points are round from the size at which corners show. */
const roundGlsl = /* glsl */ `
  uniform bool isRound;
  varying float pointPx;

  bool isOffPoint() {
    return isRound && pointPx > 2.5 && distance(gl_PointCoord, vec2(0.5)) > 0.5;
  }
`;

/** Draws points in colour; `imageColorSource` defines `vec4 imageColor(vec3 scenePoint)`, sRGB, alpha 0 where nothing sees it. */
export function pointVertexShader(imageColorSource: string): string {
  return /* glsl */ `
  ${attributesGlsl}
  ${filterGlsl}
  ${imageColorSource}
  ${colorGlsl}
  ${placeGlsl}
  varying vec3 pointColor;
  varying float pointPx;
  void main() {
    pointColor = vec3(0.0);
    pointPx = 0.0;
    ${leaveOutGlsl}
    pointColor = colorOf(placed.xyz, rangeM);
    pointPx = gl_PointSize;
  }
`;
}

export const pointFragmentShader = /* glsl */ `
  ${roundGlsl}
  varying vec3 pointColor;
  void main() {
    if (isOffPoint()) discard;
    gl_FragColor = vec4(pointColor, 1.0);
  }
`;

/** The same points, in the numbers by which they are picked: `firstId` plus their place in the sweep, from 1. */
export const pickVertexShader = /* glsl */ `
  ${attributesGlsl}
  ${filterGlsl}
  ${placeGlsl}
  uniform uint firstId;
  flat varying uint pointId;
  varying float pointPx;
  void main() {
    pointId = 0u;
    pointPx = 0.0;
    ${leaveOutGlsl}
    pointId = firstId + uint(gl_VertexID);
    pointPx = gl_PointSize;
  }
`;

export const pickFragmentShader = /* glsl */ `
  ${roundGlsl}
  flat varying uint pointId;
  void main() {
    if (isOffPoint()) discard;
    gl_FragColor = vec4(uvec4(pointId, pointId >> 8, pointId >> 16, pointId >> 24) & 255u) / 255.0;
  }
`;
