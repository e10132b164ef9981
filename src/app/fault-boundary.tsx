import { Component, type ReactNode } from 'react';

interface FaultBoundaryState {
  readonly fault: string | undefined;
}

/** A fault of ours is said; the text of the person stays in the browser's storage. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, FaultBoundaryState> {
  override state: FaultBoundaryState = { fault: undefined };

  static getDerivedStateFromError(error: unknown): FaultBoundaryState {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <main style={{ padding: 32, maxWidth: 640 }}>
        <h1>PodScope made a mistake</h1>
        <p>{fault}</p>
        <p>What you typed is kept in this browser.</p>
        <button type="button" onClick={() => location.reload()}>
          Load the page again
        </button>
      </main>
    );
  }
}
