import { cameraModelOf, projectPoint, type CameraModel } from '../../renderer/geometry/camera-model.ts';
import type { Vector } from '../../renderer/geometry/rigid-transform.ts';
import { projectionGlsl, projectionNumbers } from '../../renderer/panels/calibration/projection-glsl.ts';
import { expect, test } from '../support/viewer.ts';

const image = { width: 1024, height: 768 };
const cameras: Record<string, CameraModel> = {
  pinhole: cameraModelOf({ model: 'pinhole', fx: 1000, fy: 900, cx: 640, cy: 360, xi: null, alpha: null }),
  // basalt-headers' `getTestProjections`.
  'double sphere': cameraModelOf({ model: 'doublesphere', fx: 402.5, fy: 400, cx: 505, cy: 509, xi: -0.075347, alpha: 0.743925 }),
  'double sphere with alpha below a half': cameraModelOf({ model: 'doublesphere', fx: 300, fy: 310, cx: 320, cy: 240, xi: 0.2, alpha: 0.4 }),
};

/** All directions, near and far; none at the border of sight, where rounding decides. */
function somePoints(): Vector[] {
  const points: Vector[] = [];
  for (let latitude = -80; latitude <= 80; latitude += 20) {
    for (let longitude = 3; longitude < 360; longitude += 17) {
      const [a, b] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
      const distanceM = 0.5 + ((latitude + longitude) % 7) ** 2;
      points.push([distanceM * Math.cos(a) * Math.sin(b), distanceM * Math.sin(a), distanceM * Math.cos(a) * Math.cos(b)]);
    }
  }
  return points;
}

for (const [name, camera] of Object.entries(cameras)) {
  test(`the shader projects as the reference does: ${name}`, async ({ sharedBrowser }) => {
    const page = await sharedBrowser.newPage();
    const points = somePoints();
    const { focal, spheres } = projectionNumbers(camera, image);
    const found = await page.evaluate(runShader, { projectionGlsl, points: points.flat(), focal: [...focal], spheres: [...spheres] });
    await page.close();
    let seenCount = 0;
    for (const [index, point] of points.entries()) {
      const wanted = projectPoint(camera, point);
      const [u = 0, v = 0, distance = 0] = found.slice(3 * index);
      expect(distance > 0, point.join(' ')).toBe(wanted !== null);
      if (wanted === null) continue;
      seenCount += 1;
      expect(distance).toBeCloseTo(Math.hypot(...point), 4);
      // Far aside a pinhole's pixels run to infinity, and float32 with them.
      expect(Math.abs(u * image.width - wanted.u)).toBeLessThan(0.01 + Math.abs(wanted.u) * 1e-4);
      expect(Math.abs(v * image.height - wanted.v)).toBeLessThan(0.01 + Math.abs(wanted.v) * 1e-4);
    }
    expect(seenCount).toBeGreaterThan(50);
    expect(seenCount).toBeLessThan(points.length);
  });
}

/** Runs in the page: the shader's function over many points, read back by transform feedback. */
function runShader({ projectionGlsl, points, focal, spheres }: { projectionGlsl: string; points: number[]; focal: number[]; spheres: number[] }): number[] {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Error('There is no WebGL 2.');
  const program = gl.createProgram();
  const sources = [
    [gl.VERTEX_SHADER, `#version 300 es\nin vec3 point;\nuniform vec4 focal;\nuniform vec3 spheres;\nout vec3 seen;\n${projectionGlsl}\nvoid main() { seen = projectToImage(point, focal, spheres); }`],
    [gl.FRAGMENT_SHADER, '#version 300 es\nprecision highp float;\nout vec4 color;\nvoid main() { color = vec4(1.0); }'],
  ] as const;
  for (const [type, source] of sources) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error('No shader.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true) throw new Error(gl.getShaderInfoLog(shader) ?? '');
    gl.attachShader(program, shader);
  }
  gl.transformFeedbackVaryings(program, ['seen'], gl.INTERLEAVED_ATTRIBS);
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.uniform4fv(gl.getUniformLocation(program, 'focal'), focal);
  gl.uniform3fv(gl.getUniformLocation(program, 'spheres'), spheres);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(points), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(gl.getAttribLocation(program, 'point'), 3, gl.FLOAT, false, 0, 0);
  const feedback = gl.createBuffer();
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, feedback);
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 4 * points.length, gl.STATIC_READ);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, feedback);
  gl.enable(gl.RASTERIZER_DISCARD);
  gl.beginTransformFeedback(gl.POINTS);
  gl.drawArrays(gl.POINTS, 0, points.length / 3);
  gl.endTransformFeedback();
  const seen = new Float32Array(points.length);
  gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, seen);
  return [...seen];
}
