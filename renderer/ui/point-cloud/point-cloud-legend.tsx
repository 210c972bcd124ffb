import { stopsGradient } from '../../panels/point-cloud/colormap.ts';
import type { LegendClass, LegendScale, PointCloudLegend } from '../../panels/point-cloud/point-cloud-style.ts';
import { formatCount } from '../components/format-text.ts';
import { formatValue } from './format-value.ts';
import styles from './point-cloud-legend.module.css';

/** What the colours and the grid stand for, in figures; over a corner of the picture. */
export function PointCloudLegendBox({ legend }: { legend: PointCloudLegend }) {
  const { scale, title, gridSpacingM } = legend;
  const unit = scale.kind === 'ramp' && scale.unit !== null ? `, ${scale.unit}` : '';
  return (
    <dl className={styles['legend']}>
      <div>
        <dt>{`${title}${unit}`}</dt>
        <dd>
          <Scale scale={scale} />
        </dd>
      </div>
      {gridSpacingM === null ? null : (
        <div className={styles['grid']}>
          <dt>Grid</dt>
          <dd>{formatValue(gridSpacingM)} m</dd>
        </div>
      )}
    </dl>
  );
}

function Scale({ scale }: { scale: LegendScale }) {
  switch (scale.kind) {
    case 'ramp':
      return (
        <>
          <span className={styles['ramp']} style={{ backgroundImage: stopsGradient(scale.stops, 'right') }} />
          <span className={styles['ends']}>
            <span>{formatValue(scale.range.min)}</span>
            <span>{formatValue(scale.range.max)}</span>
          </span>
        </>
      );
    case 'classes':
      return <Classes classes={scale.classes} hasInstances={scale.hasInstances} />;
    case 'color':
      return <span className={styles['ramp']} style={{ background: scale.color }} />;
    case 'cycle':
      return (
        <>
          <span className={styles['cycle']}>
            {scale.colors.map((color) => (
              <span key={color} style={{ background: color }} />
            ))}
          </span>
          A hue for each frame, in turn
        </>
      );
    case 'own-colors':
      return 'Each point has its own';
    case 'difference':
      return (
        <ul>
          <Entry color={scale.here} name="Only in this sweep" count={scale.counts?.here ?? null} />
          <Entry color={scale.there} name="Only in the other" count={scale.counts?.there ?? null} />
          <Entry color={scale.same} name="In both" />
        </ul>
      );
    case 'missing':
      return scale.reason;
  }
}

/** As many as leave the picture in sight; the inspector lists all. */
const mostClasses = 8;

function Classes({ classes, hasInstances }: { classes: readonly LegendClass[]; hasInstances: boolean }) {
  const rest = classes.length - mostClasses;
  return (
    <>
      <ul>
        {classes.slice(0, mostClasses).map(({ id, name, color }) => (
          <Entry key={id} color={color} name={name ?? `Class ${id}`} />
        ))}
      </ul>
      {rest > 0 ? `${rest} more` : null}
      {hasInstances ? <span className={styles['more']}>Objects have colours of their own</span> : null}
    </>
  );
}

/** `count`: of points; null where it is not known, or not yet. */
function Entry({ color, name, count = null }: { color: string; name: string; count?: number | null }) {
  return (
    <li className={styles['entry']}>
      <span className={styles['swatch']} style={{ background: color }} />
      <span className={styles['name']}>{name}</span>
      {count === null ? null : <span className={styles['count']}>{formatCount(count)}</span>}
    </li>
  );
}
