import type { LocalView } from '../../../preload/contract/local.ts';
import { formatCountOf } from '../components/format-text.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Select } from '../components/select.tsx';
import styles from './guess-dialog.module.css';

export interface GuessTableProps {
  views: readonly LocalView[];
  onChange: (views: readonly LocalView[]) => void;
}

const stillKinds = [
  { value: 'image', label: 'Camera' },
  { value: 'point-cloud', label: 'Point cloud' },
] as const;

/** The views of a folder, each with whether it is shown, its name, and what it is. */
export function GuessTable({ views, onChange }: GuessTableProps) {
  const edit = (source: string, change: Partial<LocalView>) => onChange(views.map((view) => (view.source === source ? { ...view, ...change } : view)));
  return (
    <div className={styles['table']}>
      <table aria-label="Views">
        <thead>
          <tr>
            <th scope="col">Show</th>
            <th scope="col">Name</th>
            <th scope="col">Is a</th>
            <th scope="col">Found in</th>
          </tr>
        </thead>
        <tbody>
          {views.map((view) => (
            <tr key={view.source} className={view.isShown ? undefined : styles['hidden']}>
              <td>
                <Checkbox label={`Show ${view.key}`} isLabelHidden isChecked={view.isShown} onChange={(isShown) => edit(view.source, { isShown })} />
              </td>
              <td>
                <input
                  className={styles['name']}
                  aria-label={`Name of ${view.folder === '' ? view.firstName : view.folder}`}
                  value={view.key}
                  maxLength={200}
                  disabled={!view.isShown}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => edit(view.source, { key: event.currentTarget.value })}
                />
              </td>
              <td>
                {view.kind === 'image' || view.kind === 'point-cloud' ? (
                  <Select label={`Kind of ${view.key}`} value={view.kind} options={stillKinds} disabled={!view.isShown} onChange={(kind) => edit(view.source, { kind })} />
                ) : (
                  'Video'
                )}
              </td>
              <td className={styles['folder']} title={`${view.folder === '' ? 'The folder itself' : view.folder}, from ${view.firstName} on`}>
                <span>{view.folder === '' ? 'The folder itself' : view.folder}</span>
                <span className={styles['count']}>{view.kind === 'video' ? '1 file' : `${formatCountOf(view.fileCount, 'file')} from ${view.firstName} on`}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
