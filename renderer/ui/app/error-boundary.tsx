import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';

interface ErrorBoundaryProps {
  /** Another value tries again: going elsewhere leaves the failure behind. */
  resetKey: unknown;
  children: ReactNode;
}

interface ErrorBoundaryState {
  hasFailed: boolean;
  resetKey: unknown;
}

/** Keeps a screen that fails to draw from taking the app with it; React reports the error itself to the console. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps({ resetKey }: ErrorBoundaryProps, state: ErrorBoundaryState): ErrorBoundaryState | null {
    return resetKey === state.resetKey ? null : { hasFailed: false, resetKey };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <EmptyState
        tone="problem"
        title="This screen failed"
        actions={<Button onClick={() => this.setState({ hasFailed: false })}>Show it again</Button>}
      >
        <p>It is a fault of the viewer. Nothing was lost: settings and cached media are kept.</p>
      </EmptyState>
    );
  }
}
