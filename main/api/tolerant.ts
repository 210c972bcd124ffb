import { z } from 'zod';

/**
 * Field schemas that never fail: what is null, absent or of another type is null, so that one odd field costs neither
 * its row nor its page (avala-api §4: "everything may be null or absent").
 */
export const orNull = <Field extends z.ZodType>(field: Field) => field.nullable().catch(null);

/** Not looked at here; null when absent. */
export const anything = z.unknown().default(null);
export const text = orNull(z.string());
export const flag = orNull(z.boolean());
/** Finite, as JSON has no other. */
export const number = orNull(z.number());
/** A name that some services number: `42` reads as `"42"`. */
export const label = orNull(z.union([z.string(), z.number().transform(String)]));
/** Metres. */
export const vector = orNull(z.object({ x: z.number(), y: z.number(), z: z.number() }));
export const quaternion = orNull(z.object({ x: z.number(), y: z.number(), z: z.number(), w: z.number() }));

/** A list whose entries keep their places; `entry` never fails. */
export const listOf = <Entry extends z.ZodType>(entry: Entry) => orNull(z.array(entry));

/** What makes a row usable: without it the row is dropped. */
export const identifier = z.union([z.string().min(1), z.number().transform(String)]);
