import { useSyncExternalStore } from 'react';
import { rampGradient } from '../../panels/point-cloud/colormap.ts';
import { colormapOf } from '../../panels/point-cloud/point-cloud-style.ts';
import type { ColorMode, PointCloudLegend } from '../../panels/point-cloud/point-cloud-style.ts';
import styles from './point-cloud-legend.module.css';

/** What the legend needs of a view. */
interface LegendSource {
  readonly legend: PointCloudLegend;
  onLegendChange(listener: () => void): () => void;
}

const titles: Readonly<Record<ColorMode, string>> = { height: 'Height, m', intensity: 'Intensity', neutral: 'One colour' };
const missing: Readonly<Record<ColorMode, string>> = { height: 'No points', intensity: 'No intensity in this cloud', neutral: '' };

/** What the colours and the grid stand for, in figures; over a corner of the picture. */
export function PointCloudLegendBox({ view }: { view: LegendSource }) {
  const { colorBy, range, gridSpacingM } = useSyncExternalStore(
    (listener) => view.onLegendChange(listener),
    () => view.legend,
  );
  return (
    <dl className={styles['legend']}>
      <div className={styles['color']}>
        <dt>{titles[colorBy]}</dt>
        <dd>
          {range === null ? (
            missing[colorBy]
          ) : (
            <>
              <span className={styles['ramp']} style={{ backgroundImage: rampGradient(colormapOf[colorBy], 'right') }} />
              <span className={styles['ends']}>
                <span>{formatEnd(range.min)}</span>
                <span>{formatEnd(range.max)}</span>
              </span>
            </>
          )}
        </dd>
      </div>
      {gridSpacingM === null ? null : (
        <div className={styles['grid']}>
          <dt>Grid</dt>
          <dd>{formatEnd(gridSpacingM)} m</dd>
        </div>
      )}
    </dl>
  );
}

/** Ranges are rounded already; this hides what floating point adds. */
function formatEnd(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString('en-US', { maximumFractionDigits: 4 }).replace('-', '−');
}
