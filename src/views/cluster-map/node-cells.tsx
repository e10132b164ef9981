import { fittedMiddle } from '../fit-text.ts';
import type { NodeCells as Cells } from './cells.ts';
import styles from './cluster-map.module.css';
import type { Gauge } from './gauges.ts';

/** The nodes that have no column: a cell each, filled by the cpu that is requested. */
export function NodeCells({
  cells,
  gauges,
  failing,
  lit,
}: {
  readonly cells: Cells;
  readonly gauges: ReadonlyMap<string, Gauge>;
  readonly failing: ReadonlySet<string>;
  readonly lit: ReadonlySet<string>;
}) {
  const { box, named } = cells;
  return (
    <>
      <rect className={styles.node} {...box} rx="6" />
      <text className={styles.nodeNameDim} x={box.x + 10} y={box.y + 20}>
        {cells.cells.length} more nodes
      </text>
      {cells.cells.map(({ node, x, y, width, height }) => {
        const share = gauges.get(node)?.cpu ?? 0;
        const failed = failing.has(node);
        return (
          <g key={node} className={failed ? styles.failed : lit.has(node) ? styles.lit : styles.podDim}>
            <title>{`${node}: ${Math.round(share * 100)} % of cpu requested`}</title>
            <rect className={styles.cell} x={x} y={y} width={width} height={height} rx="2" />
            {named ? (
              <>
                <rect className={styles.cellFill} x={x + 1} y={y + height - 4} width={(width - 2) * share} height="3" />
                <text className={styles.cellName} x={x + 5} y={y + 12.5}>
                  {fittedMiddle(node, width - 8, 12, 'sans')}
                </text>
              </>
            ) : (
              <rect
                className={styles.cellFill}
                x={x}
                y={y + height * (1 - share)}
                width={width}
                height={height * share}
              />
            )}
            {failed && <path className={styles.refusedCross} d={`M${x + width - 9},${y + 4}l6,6m0,-6l-6,6`} />}
          </g>
        );
      })}
    </>
  );
}
