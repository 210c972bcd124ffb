import { ArrowLeftRight, Search, Snowflake, X } from 'lucide-react';
import { useStore } from 'zustand';
import { compareModeChoices } from '../../../preload/contract/view-choices.ts';
import { largestGainPower, type CompareMode, type Comparison, type CompareSide } from '../../viewing/comparison.ts';
import { turnWipe } from '../../panels/compare/wipe-geometry.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Select } from '../components/select.tsx';
import { Slider } from '../components/slider.tsx';
import { AdjustPopover } from './adjust-popover.tsx';
import styles from './compare-area.module.css';

/** What is compared with what, and by what. */
export type ComparisonShape = Pick<Comparison, 'a' | 'b' | 'mode' | 'isShowingA'>;

export interface CompareToolbarProps {
  comparison: ComparisonShape;
  /** The views that have pictures. */
  viewKeys: readonly string[];
  /** The point clouds, which are not compared. */
  cloudKeys: readonly string[];
  /** The zero-based frame that a side shows; null when it shows none. */
  shownFrame: (side: 'a' | 'b') => number | null;
  onFit: () => void;
  onActualSize: () => void;
}

const iconSize = 15;

/** What is compared with what, and how. */
export function CompareToolbar({ comparison, viewKeys, cloudKeys, shownFrame, onFit, onActualSize }: CompareToolbarProps) {
  const { viewing } = useStores();
  const { changeComparison, swapSides, endComparison } = viewing.getState();
  const { mode, isShowingA } = comparison;
  return (
    <fieldset className={styles['toolbar']} aria-label="Comparison">
      <SideControls name="A" side={comparison.a} viewKeys={viewKeys} shownFrame={() => shownFrame('a')} onChange={(a) => changeComparison({ a })} />
      <IconButton size="small" label="Swap A and B" icon={<ArrowLeftRight size={iconSize} />} onClick={swapSides} />
      <SideControls name="B" side={comparison.b} viewKeys={viewKeys} shownFrame={() => shownFrame('b')} onChange={(b) => changeComparison({ b })} />
      <Select label="Compare by" value={mode} options={compareModeChoices} onChange={(next) => changeComparison({ mode: next })} />
      <Parameter mode={mode} />
      <Button size="small" aria-pressed={isShowingA} title="T, or hold `" onClick={() => changeComparison({ isShowingA: !isShowingA })}>
        Show A
      </Button>
      <span className={styles['gap']} />
      {cloudKeys.length === 0 ? null : <span className={styles['moment']}>{leftOut(cloudKeys)}</span>}
      <Button size="small" variant="quiet" title="0" onClick={onFit}>
        Fit
      </Button>
      <Button size="small" variant="quiet" title="1" onClick={onActualSize}>
        1:1
      </Button>
      <MagnifierButton />
      <IconButton size="small" label="End the comparison" shortcut="Esc" icon={<X size={iconSize} />} onClick={endComparison} />
    </fieldset>
  );
}

/** Says where the point clouds have gone. */
function leftOut(cloudKeys: readonly string[]): string {
  const [only, ...others] = cloudKeys;
  return others.length === 0 ? `${only} is a point cloud: not compared` : `${cloudKeys.length} point clouds: not compared`;
}

function MagnifierButton() {
  const { viewing } = useStores();
  const isMagnifying = useStore(viewing, (state) => state.isMagnifying);
  return (
    <IconButton
      size="small"
      label="Magnify under the cursor"
      shortcut="M"
      icon={<Search size={iconSize} />}
      isPressed={isMagnifying}
      onClick={viewing.getState().toggleMagnifier}
    />
  );
}

interface SideControlsProps {
  name: 'A' | 'B';
  side: CompareSide;
  viewKeys: readonly string[];
  shownFrame: () => number | null;
  onChange: (side: CompareSide) => void;
}

function SideControls({ name, side, viewKeys, shownFrame, onChange }: SideControlsProps) {
  const { viewing } = useStores();
  const isAdjusted = useStore(viewing, (state) => state.adjustments[side.viewKey] !== undefined);
  const isFrozen = side.frozenFrame !== null;
  const options = viewKeys.map((key) => ({ value: key, label: key }));
  return (
    <div className={styles['side']}>
      <Select label={name} isLabelShown value={side.viewKey} options={options} onChange={(viewKey) => onChange({ viewKey, frozenFrame: null })} />
      {side.frozenFrame === null ? null : <span className={styles['moment']}>frame {side.frozenFrame + 1}</span>}
      <IconButton
        size="small"
        label={`Freeze this moment as ${name}`}
        icon={<Snowflake size={iconSize} />}
        isPressed={isFrozen}
        onClick={() => onChange({ ...side, frozenFrame: isFrozen ? null : shownFrame() })}
      />
      <AdjustPopover viewKey={side.viewKey} isAdjusted={isAdjusted} of={name === 'A' ? 'side a' : 'side b'} />
    </div>
  );
}

/** The one number of the mode. */
function Parameter({ mode }: { mode: CompareMode }) {
  switch (mode) {
    case 'wipe':
      return <AngleParameter />;
    case 'difference':
      return <GainParameter />;
    case 'blend':
      return <OpacityParameter />;
    case 'flip':
      return null;
  }
}

/** Turns with the handle in the picture: apart, so that nothing else is made anew on the way. */
function AngleParameter() {
  const { viewing } = useStores();
  const angle = useStore(viewing, ({ comparison }) => Math.round(comparison?.wipe.angleDegrees ?? 0));
  const change = (angleDegrees: number) => {
    const { comparison, changeComparison } = viewing.getState();
    if (comparison !== null) changeComparison({ wipe: turnWipe(comparison.wipe, angleDegrees) });
  };
  return <NamedSlider label="Angle" value={angle} min={-180} max={180} describe={(value) => `${value}°`} onChange={change} />;
}

/** In powers of two, because each of them is as far from the last one to the eye. */
function GainParameter() {
  const { viewing } = useStores();
  const power = useStore(viewing, ({ comparison }) => comparison?.gainPower ?? 0);
  const change = (gainPower: number) => viewing.getState().changeComparison({ gainPower });
  return <NamedSlider label="Gain" value={power} min={0} max={largestGainPower} describe={(value) => `${2 ** value}×`} onChange={change} />;
}

function OpacityParameter() {
  const { viewing } = useStores();
  const percent = useStore(viewing, ({ comparison }) => Math.round((comparison?.opacity ?? 0) * 100));
  const change = (value: number) => viewing.getState().changeComparison({ opacity: value / 100 });
  return <NamedSlider label="Opacity of B" value={percent} min={0} max={100} describe={(value) => `${value} %`} onChange={change} />;
}

interface NamedSliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  describe: (value: number) => string;
  onChange: (value: number) => void;
}

function NamedSlider(props: NamedSliderProps) {
  return (
    <div className={styles['parameter']}>
      <span>{props.label}</span>
      <Slider {...props} />
      <span>{props.describe(props.value)}</span>
    </div>
  );
}
