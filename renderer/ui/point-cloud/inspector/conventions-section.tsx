import { usualConventions, type Conventions } from '../../../../preload/contract/point-cloud-settings.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import { useReading } from '../use-reading.ts';
import styles from './inspector.module.css';
import { Note, Row } from './row.tsx';

/** How many of the points that could be seen by a camera land in its picture. */
export interface ImageShare {
  readonly viewKey: string;
  /** 0 to 1; null where the picture's size is not known. */
  readonly share: number | null;
}

/** Where the shares come from. */
export interface ShareSource {
  readonly subscribe: (listener: () => void) => () => void;
  /** Of each calibrated camera; a new list whenever it is called. */
  readonly read: () => readonly ImageShare[];
}

export interface ConventionsSectionProps {
  conventions: Conventions;
  /** Stable. */
  shareSource: ShareSource;
  onChange: (conventions: Conventions) => void;
}

const pointFrames = [
  { value: 'world', label: 'World' },
  { value: 'device', label: 'Device (vehicle)' },
  { value: 'sensor', label: 'Sensor (LiDAR)' },
] as const;
const headings = [
  { value: 'sensor-to-world', label: 'Sensor to world' },
  { value: 'world-to-sensor', label: 'World to sensor' },
] as const;
const cameraAxes = [
  { value: 'opencv', label: 'OpenCV: y down' },
  { value: 'opengl', label: 'OpenGL: y up' },
  { value: 'ros', label: 'ROS: x forward' },
] as const;

/** How the poses of a dataset are read, with what comes of it in every camera: a wrong choice is seen at once. */
export function ConventionsSection({ conventions, shareSource, onChange }: ConventionsSectionProps) {
  const shares = useReading(shareSource.subscribe, shareSource.read);
  const { pointsIn, heading, cameraAxes: axes } = usualConventions;
  const isUsual = conventions.pointsIn === pointsIn && conventions.heading === heading && conventions.cameraAxes === axes;
  return (
    <>
      <Row label="Points in">
        <Select label="Frame of the points" value={conventions.pointsIn} options={pointFrames} onChange={(pointsIn) => onChange({ ...conventions, pointsIn })} />
      </Row>
      <Row label="Heading">
        <Select label="Direction of headings" value={conventions.heading} options={headings} onChange={(heading) => onChange({ ...conventions, heading })} />
      </Row>
      <Row label="Camera">
        <Select label="Axes of the cameras" value={conventions.cameraAxes} options={cameraAxes} onChange={(axes) => onChange({ ...conventions, cameraAxes: axes })} />
      </Row>
      <div className={styles['subhead']}>
        <span className={styles['label']}>Points that land in the picture</span>
        <Button size="small" variant="quiet" disabled={isUsual} focusableWhenDisabled onClick={() => onChange(usualConventions)}>
          Reset
        </Button>
      </div>
      {shares.length === 0 ? <Note>No camera of this sequence has a calibration to try them on.</Note> : <Shares shares={shares} />}
      <Note>Kept for this dataset. A camera whose place comes from a calibration file stands as that file says, whatever axes are chosen.</Note>
    </>
  );
}

function Shares({ shares }: { shares: readonly ImageShare[] }) {
  return (
    <ul className={styles['shares']} aria-label="Share of the points in each picture">
      {shares.map(({ viewKey, share }) => (
        <li key={viewKey} className={styles['share']}>
          <span className={styles['shareName']} title={viewKey}>
            {viewKey}
          </span>
          <span className={styles['shareBar']} aria-hidden="true">
            <span style={{ width: `${100 * (share ?? 0)}%` }} />
          </span>
          <span className={styles['shareValue']}>{share === null ? '–' : `${(100 * share).toFixed(1)} %`}</span>
        </li>
      ))}
    </ul>
  );
}
