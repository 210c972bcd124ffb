import type { ReactNode } from 'react';
import type { AppError } from '../../../preload/contract/errors.ts';
import { isLoading, type PagedRows } from '../../stores/paged-rows.ts';
import { ErrorNotice } from './error-notice.tsx';
import { ErrorState } from './error-state.tsx';
import { VirtualGrid, type VirtualGridProps } from './virtual-grid.tsx';

export interface PagedListProps<Row> extends Omit<VirtualGridProps<Row>, 'rows' | 'skeletonCount' | 'isComplete' | 'onNearEnd'> {
  list: PagedRows<Row>;
  /** Of its rows those to show, in their order; all when absent. */
  shown?: readonly Row[];
  onReload: () => void;
  onLoadMore: () => void;
  onSignIn: () => void;
  /** In place of the list when it is loaded and has nothing to show. */
  empty: ReactNode;
  /** In place of the list when nothing of it could be had; null for what `ErrorState` says. */
  renderFailure?: (error: AppError) => ReactNode;
}

/** Enough placeholders for a tall window. */
const firstSkeletonCount = 30;
const laterSkeletonCount = 3;

/** A list that grows page by page as it is scrolled, in all its states; what is loaded stays readable in each. */
export function PagedList<Row>(props: PagedListProps<Row>) {
  const { list, shown = list.rows, onReload, onLoadMore, onSignIn, empty, renderFailure, ...grid } = props;
  const { rows, request, isComplete, age } = list;
  const failure = request.state === 'failed' ? request.error : null;
  if (failure !== null && rows.length === 0) {
    return renderFailure?.(failure) ?? <ErrorState error={failure} onRetry={onReload} onSignIn={onSignIn} />;
  }
  return (
    <>
      {/* A key that is no longer accepted is the whole app's concern, and said above it. */}
      {failure === null || failure.kind === 'key-rejected' ? null : <ErrorNotice error={failure} onRetry={onLoadMore} onSignIn={onSignIn} />}
      {age.problem === null || failure !== null ? null : <ErrorNotice isUrgent={false} error={age.problem} onRetry={onReload} onSignIn={onSignIn} />}
      {shown.length === 0 && isComplete ? (
        empty
      ) : (
        <VirtualGrid
          {...grid}
          rows={shown}
          isComplete={isComplete}
          skeletonCount={isLoading(list) ? (rows.length === 0 ? firstSkeletonCount : laterSkeletonCount) : 0}
          onNearEnd={() => {
            if (request.state === 'ready') onLoadMore();
          }}
        />
      )}
    </>
  );
}
