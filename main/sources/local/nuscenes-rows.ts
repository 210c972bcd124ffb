import { fieldOf, toText } from '../wire-values.ts';
import type { ReadDocument } from './found-recording.ts';

/** v1.0-mini's largest table has 16 MB; that of all of nuScenes over a gigabyte, which is parsed by nobody in one go. */
export const maxTableBytes = 64 << 20;

/** The rows of one of nuScenes' tables. */
export type NuscenesTable = readonly unknown[];

/** Null for a table that is not there, too large, or none. */
export async function readTable(path: string, read: ReadDocument): Promise<NuscenesTable | null> {
  const text = await read(path, maxTableBytes);
  try {
    const rows: unknown = JSON.parse(text ?? '');
    return Array.isArray(rows) ? rows : null;
  } catch {
    return null;
  }
}

/** A row's key, or one that leads to a row of another table; empty for none. */
export const tokenOf = (row: unknown, field = 'token'): string => toText(fieldOf(row, field)) ?? '';

export const byToken = (rows: NuscenesTable): Map<string, unknown> => new Map(rows.map((row) => [tokenOf(row), row]));
