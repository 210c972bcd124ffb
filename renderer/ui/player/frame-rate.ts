import { frameRateLimitsHz } from '../../../preload/contract/model.ts';

/** What a typed frame rate means, in frames a second; null when it is none or outside the contract's limits. */
export function parseFrameRate(text: string): number | null {
  const rateHz = Number(text.trim().replace(',', '.'));
  const isUsable = text.trim() !== '' && rateHz >= frameRateLimitsHz.min && rateHz <= frameRateLimitsHz.max;
  return isUsable ? rateHz : null;
}

/** At most two decimals: `10`, `29.97`. */
export function formatFrameRate(rateHz: number): string {
  return String(Math.round(rateHz * 100) / 100);
}
