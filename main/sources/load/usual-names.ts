/** A usual way of naming frames below a folder. */
export interface UsualName {
  /** In the form of `frame-pattern.ts`. */
  template: string;
  firstNumber: number;
}

const sixDigits = [
  { template: '{index:06}', firstNumber: 0 },
  { template: '{index:06}', firstNumber: 1 },
];
const plain = [
  { template: '{index}', firstNumber: 0 },
  { template: '{index}', firstNumber: 1 },
];
const framed = [
  { template: 'frame_{index:06}', firstNumber: 0 },
  { template: 'frame_{index:06}', firstNumber: 1 },
];
const fourDigits = [{ template: '{index:04}', firstNumber: 0 }];
const tenDigits = [{ template: '{index:010}', firstNumber: 0 }];
const framedPlain = [{ template: 'frame_{index}', firstNumber: 0 }];

const withSuffix = (suffix: string, ...stems: UsualName[][]) =>
  stems.flat().map(({ template, firstNumber }) => ({ template: `${template}.${suffix}`, firstNumber }));

const pictures = [
  ...withSuffix('jpg', sixDigits, plain, framed, fourDigits, tenDigits, framedPlain),
  ...withSuffix('jpeg', sixDigits),
  ...withSuffix('png', sixDigits, plain, framed, tenDigits),
  ...withSuffix('webp', sixDigits, plain),
];
const clouds = [
  ...withSuffix('pcd', sixDigits, plain, framed),
  ...withSuffix('bin', sixDigits, tenDigits),
  ...withSuffix('ply', sixDigits),
  ...withSuffix('laz', sixDigits.slice(0, 1)),
  ...withSuffix('las', sixDigits.slice(0, 1)),
];

/**
 * The names to try, likeliest first; clouds come first where the view's key names such a sensor. They are few enough
 * that the last of them leaves some of the 40 requests of avala-api §5 to count the frames.
 */
export function usualNames(isCloudLikely: boolean): readonly UsualName[] {
  return isCloudLikely ? [...clouds, ...pictures] : [...pictures, ...clouds];
}
