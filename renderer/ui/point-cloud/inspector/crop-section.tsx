import type { Crop } from '../../../stores/scene-store.ts';
import { leastCropSideM } from '../../../viewing/crop-box.ts';
import type { CropBox } from '../../../viewing/point-filters.ts';
import { Button } from '../../components/button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Switch } from '../../components/switch.tsx';
import styles from './inspector.module.css';
import { Note } from './row.tsx';

export interface CropSectionProps {
  crop: Crop;
  /** A box around all points of the sweep, or those in the picture; null while there are none. */
  boxAround: (of: 'all' | 'in-picture') => CropBox | null;
  onChange: (change: Partial<Crop>) => void;
}

type Triple = readonly [number, number, number];

const degrees = 180 / Math.PI;

/** A box outside of which nothing is drawn: metres in the world, turned about the vertical. */
export function CropSection({ crop, boxAround, onChange }: CropSectionProps) {
  const { box, isOn } = crop;
  const edit = (part: Partial<CropBox>) => {
    if (box !== null) onChange({ box: { ...box, ...part } });
  };
  const fit = (of: 'all' | 'in-picture') => {
    const around = boxAround(of);
    if (around !== null) onChange({ isOn: true, box: around });
  };
  return (
    <>
      <Switch
        label="Crop to a box"
        isOn={isOn}
        onChange={(next) => {
          const set = box ?? boxAround('all');
          if (set !== null) onChange({ isOn: next, box: set });
        }}
      />
      {box === null ? (
        <Note>Starts as the box around all points of this sweep.</Note>
      ) : (
        <>
          <Triplet title="Centre: x, y, z" names={['Centre x', 'Centre y', 'Centre z']} value={box.center} onChange={(center) => edit({ center })} />
          <Triplet title="Size: length, width, height" names={['Length', 'Width', 'Height of the box']} value={box.dimensions} min={leastCropSideM} onChange={(dimensions) => edit({ dimensions })} />
          <div className={styles['row']}>
            <span className={styles['label']} aria-hidden="true">
              Turn
            </span>
            <NumberField label="Turn of the box" unit="°" step={5} decimals={1} value={box.yawRad * degrees} onChange={(turn) => edit({ yawRad: turn / degrees })} />
          </div>
          {isOn ? <Note>Drag its sides, its middle or the ring in front of it in the picture; Escape takes a drag back.</Note> : null}
          <div className={styles['actions']}>
            <Button size="small" onClick={() => fit('in-picture')}>
              Fit to view
            </Button>
            <Button size="small" onClick={() => fit('all')}>
              Fit to all
            </Button>
            <Button size="small" onClick={() => onChange({ isOn: false, box: null })}>
              Reset
            </Button>
          </div>
        </>
      )}
    </>
  );
}

interface TripletProps {
  title: string;
  names: readonly [string, string, string];
  value: Triple;
  min?: number;
  onChange: (value: Triple) => void;
}

function Triplet({ title, names, value, min, onChange }: TripletProps) {
  const [a, b, c] = value;
  const field = { step: 0.5, decimals: 2, unit: 'm', ...(min === undefined ? {} : { min }) };
  return (
    <div className={styles['stack']}>
      <span className={styles['label']} aria-hidden="true">
        {title}
      </span>
      <div className={styles['triple']}>
        <NumberField label={names[0]} value={a} {...field} onChange={(next) => onChange([next, b, c])} />
        <NumberField label={names[1]} value={b} {...field} onChange={(next) => onChange([a, next, c])} />
        <NumberField label={names[2]} value={c} {...field} onChange={(next) => onChange([a, b, next])} />
      </div>
    </div>
  );
}
