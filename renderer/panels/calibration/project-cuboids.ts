import { cuboidCorners, cuboidEdges, cuboidHeadingMark } from '../../geometry/cuboid.ts';
import { projectEdge } from '../../geometry/projected-edge.ts';
import { applyPose, composePoses, invertPose } from '../../geometry/rigid-transform.ts';
import type { CalibratedStep, StepCamera } from './calibrated-step.ts';
import type { ProjectedCuboid } from './view-ports.ts';
import { describeCuboid } from './describe-cuboid.ts';
import type { Rgb } from '../point-cloud/colors/rgb.ts';

/** The cuboids of a step as one camera sees them, those far away first; none that it does not see. */
export function projectCuboids({ sweeps }: Pick<CalibratedStep, 'sweeps'>, { camera, image }: Omit<StepCamera, 'frame'>, colorOf: (label: string) => Rgb): ProjectedCuboid[] {
  const cameraFromWorld = invertPose(camera.worldFromCamera);
  const seen: { readonly cuboid: ProjectedCuboid; readonly distanceM: number }[] = [];
  for (const { sweep, worldFromPoints } of sweeps) {
    const cameraFromCuboids = composePoses(cameraFromWorld, worldFromPoints);
    for (const cuboid of sweep.cuboids) {
      const corners = cuboidCorners(cuboid, cameraFromCuboids);
      const lines = [...cuboidEdges, ...cuboidHeadingMark].flatMap(([a, b]) => {
        const [from, to] = [corners[a], corners[b]];
        return from === undefined || to === undefined ? [] : projectEdge(camera.model, from, to);
      });
      const isInImage = lines.some((line) => touches(line, image));
      if (!isInImage) continue;
      const distanceM = Math.hypot(...applyPose(cameraFromCuboids, cuboid.center));
      seen.push({ cuboid: { lines, color: colorOf(cuboid.label), text: describeCuboid(cuboid) }, distanceM });
    }
  }
  return seen.toSorted((a, b) => b.distanceM - a.distanceM).map(({ cuboid }) => cuboid);
}

/** Whether a line's bounds meet the image. */
function touches(line: readonly { u: number; v: number }[], { width, height }: { width: number; height: number }): boolean {
  const us = line.map(({ u }) => u);
  const vs = line.map(({ v }) => v);
  return Math.min(...us) < width && Math.max(...us) > 0 && Math.min(...vs) < height && Math.max(...vs) > 0;
}
