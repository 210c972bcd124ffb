import { useSyncExternalStore } from 'react';
import { stopsGradient } from '../../panels/point-cloud/colormap.ts';
import type { PointCloudLegend } from '../../panels/point-cloud/point-cloud-style.ts';
import styles from './point-cloud-legend.module.css';

/** What the legend needs of a view. */
interface LegendSource {
  readonly legend: PointCloudLegend;
  onLegendChange(listener: () => void): () => void;
}

/** What the colours and the grid stand for, in figures; over a corner of the picture. */
export function PointCloudLegendBox({ view }: { view: LegendSource }) {
  const { title, scale, gridSpacingM } = useSyncExternalStore(
    (listener) => view.onLegendChange(listener),
    () => view.legend,
  );
  return (
    <dl className={styles['legend']}>
      <div className={styles['color']}>
        <dt>{scale.kind === 'ramp' && scale.unit !== null ? `${title}, ${scale.unit}` : title}</dt>
        <dd>
          {scale.kind === 'missing' ? scale.reason : null}
          {scale.kind === 'ramp' ? (
            <>
              <span className={styles['ramp']} style={{ backgroundImage: stopsGradient(scale.stops, 'right') }} />
              <span className={styles['ends']}>
                <span>{formatEnd(scale.range.min)}</span>
                <span>{formatEnd(scale.range.max)}</span>
              </span>
            </>
          ) : null}
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
