import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import styles from './pane-area.module.css';
import { usePaneSizes } from './use-pane-sizes.ts';

export interface PaneGroupProps {
  /** Under which its sizes are kept. */
  name: string;
  orientation: 'horizontal' | 'vertical';
  panes: readonly { key: string; content: ReactNode }[];
  /** Its lines lie unseen under a maximised pane and must not be caught. */
  isFixed: boolean;
}

/** Panes in a row or a column, parted by lines that can be dragged or moved by the arrow keys. */
export function PaneGroup({ name, orientation, panes, isFixed }: PaneGroupProps) {
  const { sizes, keep } = usePaneSizes(name, panes.length);
  const layout = sizes === null ? undefined : Object.fromEntries(panes.map(({ key }, index) => [key, sizes[index] ?? 0]));
  return (
    <Group
      key={panes.length}
      className={styles['group']}
      orientation={orientation}
      disabled={isFixed}
      defaultLayout={layout}
      onLayoutChanged={(changed, { isUserInteraction }) => {
        if (isUserInteraction) keep(panes.map(({ key }) => changed[key] ?? 0));
      }}
    >
      {panes.map(({ key, content }, index) => (
        <Fragment key={key}>
          {index === 0 ? null : <Separator className={styles['line']} aria-label={orientation === 'horizontal' ? 'Width of the panes on its left' : 'Height of the pane above it'} />}
          <Panel id={key} minSize={120} className={styles['cell']}>
            {content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
