import { readFile } from 'node:fs/promises';
import { Euler } from 'three';
import { z } from 'zod';

const vectorSchema = z.object({ x: z.number(), y: z.number(), z: z.number() });
const labelsSchema = z.array(
  z.object({ psr: z.object({ position: vectorSchema, scale: vectorSchema, rotation: vectorSchema }), obj_type: z.string(), obj_id: z.string() }),
);

/**
 * Reads a `label/FRAME.json` of SUSTechPOINTS as annotations in the spelling of avala-api §7. Its angles are three.js's in the
 * order XYZ (its doc/data-format.md), so three.js turns them into yaw, pitch and roll.
 */
export async function readLabels(path: string): Promise<object[]> {
  return labelsSchema.parse(JSON.parse(await readFile(path, 'utf8'))).map(({ psr: { position, scale, rotation }, obj_type, obj_id }) => {
    const { x: roll, y: pitch, z: yaw } = new Euler(rotation.x, rotation.y, rotation.z, 'XYZ').reorder('ZYX');
    return { object_id: obj_id, label: obj_type, center: position, dimensions: { length: scale.x, width: scale.y, height: scale.z }, rotation: { yaw, pitch, roll } };
  });
}
