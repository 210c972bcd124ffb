/** How a view's pictures are changed for the eye; the frames themselves stay as they are. */
export interface Adjustments {
  /** Stops: the linear light is multiplied by two to this power. */
  readonly exposureStops: number;
  /** The displayed value to the power of one over this; above 1 brightens the middle. */
  readonly gamma: number;
  /** Distance of the displayed value from middle grey is multiplied by this. */
  readonly contrast: number;
  /** 0 is grey, 1 as it is. */
  readonly saturation: number;
  readonly isInverted: boolean;
}

/** A picture as it was recorded. */
export const neutralAdjustments: Adjustments = { exposureStops: 0, gamma: 1, contrast: 1, saturation: 1, isInverted: false };

export type AdjustmentName = 'exposureStops' | 'gamma' | 'contrast' | 'saturation';

/** The range of each adjustment, and by how much a key moves it. */
export const adjustmentRanges = {
  exposureStops: { min: -6, max: 6, step: 0.25 },
  gamma: { min: 0.2, max: 4, step: 0.05 },
  contrast: { min: 0, max: 4, step: 0.05 },
  saturation: { min: 0, max: 4, step: 0.05 },
} as const satisfies Record<AdjustmentName, { min: number; max: number; step: number }>;

/** Whether a picture is shown as it was recorded, so that nothing has to go over the GPU. */
export function isNeutral({ exposureStops, gamma, contrast, saturation, isInverted }: Adjustments): boolean {
  return exposureStops === 0 && gamma === 1 && contrast === 1 && saturation === 1 && !isInverted;
}
