import type { SceneState } from '../../../stores/scene-store.ts';
import type { ValueRange } from '../../../viewing/point-filters.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import styles from './inspector.module.css';
import { RangeFilter } from './range-filter.tsx';
import { Note } from './row.tsx';

/** One class that occurs. */
export interface FilterClass {
  readonly id: number;
  readonly name: string | null;
  /** For CSS. */
  readonly color: string;
}

export interface FiltersSectionProps {
  filters: SceneState['filters'];
  /** What occurs of each; null where points have nothing of the kind. */
  extents: { readonly heightM: ValueRange | null; readonly rangeM: ValueRange | null; readonly intensity: ValueRange | null };
  classes: readonly FilterClass[];
  onFilter: (change: Partial<SceneState['filters']>) => void;
  onHideClass: (classId: number, isHidden: boolean) => void;
}

const ranges = [
  { key: 'heightM', title: 'Height', unit: 'm' },
  { key: 'rangeM', title: 'Range', unit: 'm' },
  { key: 'intensity', title: 'Intensity', unit: null },
] as const;

/** Which points are left out. */
export function FiltersSection({ filters, extents, classes, onFilter, onHideClass }: FiltersSectionProps) {
  const hasAny = ranges.some(({ key }) => extents[key] !== null);
  return (
    <>
      {hasAny ? null : <Note>There are no points to filter.</Note>}
      {ranges.map(({ key, title, unit }) => {
        const extent = extents[key];
        return extent === null ? null : (
          <RangeFilter key={key} title={title} unit={unit} value={filters[key]} extent={extent} onChange={(range) => onFilter({ [key]: range })} />
        );
      })}
      {classes.length === 0 ? null : (
        <ClassFilter classes={classes} hidden={filters.hiddenClasses} onHide={onHideClass} onHideAll={(hiddenClasses) => onFilter({ hiddenClasses })} />
      )}
    </>
  );
}

interface ClassFilterProps {
  classes: readonly FilterClass[];
  hidden: ReadonlySet<number>;
  onHide: (classId: number, isHidden: boolean) => void;
  onHideAll: (hidden: ReadonlySet<number>) => void;
}

function ClassFilter({ classes, hidden, onHide, onHideAll }: ClassFilterProps) {
  return (
    <fieldset className={styles['fieldset']} aria-label="Classes">
      <div className={styles['subhead']}>
        <span className={styles['label']} aria-hidden="true">
          Classes
        </span>
        <span>
          <Button size="small" variant="quiet" aria-label="Show all classes" onClick={() => onHideAll(new Set())}>
            All
          </Button>
          <Button size="small" variant="quiet" aria-label="Hide all classes" onClick={() => onHideAll(new Set(classes.map(({ id }) => id)))}>
            None
          </Button>
        </span>
      </div>
      <div className={styles['list']}>
        {classes.map(({ id, name, color }) => (
          <Checkbox
            key={id}
            label={name === null ? `Class ${id}` : `${name} (${id})`}
            icon={<span className={styles['swatch']} style={{ background: color }} />}
            isChecked={!hidden.has(id)}
            onChange={(isShown) => onHide(id, !isShown)}
          />
        ))}
      </div>
    </fieldset>
  );
}
