import { Popover } from '@base-ui/react/popover';
import { SlidersHorizontal } from 'lucide-react';
import { useStore } from 'zustand';
import { pictureAdjuster } from '../../panels/image/picture-adjuster.ts';
import { adjustmentsOf, type Adjusting } from '../../stores/viewing-store.ts';
import { adjustmentRanges, neutralAdjustments, type AdjustmentName } from '../../viewing/adjustments.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import popup from '../components/popup.module.css';
import { Slider } from '../components/slider.tsx';
import { Switch } from '../components/switch.tsx';
import styles from './adjust-popover.module.css';

const rows: readonly { name: AdjustmentName; label: string; describe: (value: number) => string }[] = [
  { name: 'exposureStops', label: 'Exposure', describe: (value) => `${value > 0 ? '+' : ''}${value.toFixed(2)} EV` },
  { name: 'gamma', label: 'Gamma', describe: (value) => value.toFixed(2) },
  { name: 'contrast', label: 'Contrast', describe: (value) => `${Math.round(value * 100)} %` },
  { name: 'saturation', label: 'Saturation', describe: (value) => `${Math.round(value * 100)} %` },
];

/** The button that opens a view's adjustments: exposure, gamma, contrast, saturation and inversion, with a way back. */
export function AdjustPopover({ viewKey, isAdjusted, of }: { viewKey: string; isAdjusted: boolean; of: Adjusting }) {
  const { viewing } = useStores();
  const isOpen = useStore(viewing, (state) => state.adjusting === of);
  return (
    <Popover.Root open={isOpen} onOpenChange={(opens) => viewing.getState().setAdjusting(opens ? of : null)}>
      <Popover.Trigger
        render={<IconButton size="small" label={`Adjust ${viewKey}`} icon={<SlidersHorizontal size={14} />} isPressed={isAdjusted} />}
      />
      <Popover.Portal>
        <Popover.Positioner className={popup['positioner']} sideOffset={4} align="end">
          <Popover.Popup className={popup['popup']}>
            <div className={styles['controls']}>
              <Popover.Title className={styles['title']}>Picture of {viewKey}</Popover.Title>
              <Adjustments viewKey={viewKey} />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Only when it is opened does the page ask for a context of the GPU. */
function Adjustments({ viewKey }: { viewKey: string }) {
  return pictureAdjuster.isAvailable ? <AdjustmentControls viewKey={viewKey} /> : <NoGpu />;
}

function AdjustmentControls({ viewKey }: { viewKey: string }) {
  const { viewing } = useStores();
  const adjustments = useStore(viewing, (state) => adjustmentsOf(state, viewKey));
  const { adjust, resetAdjustments } = viewing.getState();
  return (
    <>
      {rows.map(({ name, label, describe }) => (
        <div key={name} className={styles['row']}>
          <span>{label}</span>
          <Slider
            label={label}
            value={adjustments[name]}
            {...adjustmentRanges[name]}
            describe={describe}
            onChange={(value) => adjust(viewKey, { [name]: value })}
          />
          <span className={styles['value']}>{describe(adjustments[name])}</span>
        </div>
      ))}
      <div className={styles['actions']}>
        <Switch label="Invert" isOn={adjustments.isInverted} onChange={(isInverted) => adjust(viewKey, { isInverted })} />
        <Button size="small" disabled={adjustments === neutralAdjustments} focusableWhenDisabled onClick={() => resetAdjustments(viewKey)}>
          Reset
        </Button>
      </div>
    </>
  );
}

function NoGpu() {
  return (
    <p className={styles['missing']}>
      Adjusting pictures needs WebGL2, which this machine does not offer to the viewer. Turn on hardware acceleration or update
      the graphics driver; the pictures themselves are shown as recorded.
    </p>
  );
}
