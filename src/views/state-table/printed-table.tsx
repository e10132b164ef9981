import type { Fields } from '../../kubernetes/api/fields.ts';
import { rfc3339 } from '../../kubernetes/api/times.ts';
import { printerFor } from '../../kubernetes/kubectl/printers/index.ts';
import { moment } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import styles from './state-table.module.css';

interface PrintedTableProps {
  readonly frame: Frame;
  /** `pods` */
  readonly resource: string;
  /** Names of wide columns that are shown as well. */
  readonly wide: readonly string[];
  readonly followed: string | undefined;
  readonly onFollow: (key: string) => void;
}

const most = 300;

/** All objects of a kind at the cursor, as `kubectl get` prints them then. */
export function PrintedTable({ frame, resource, wide, followed, onFollow }: PrintedTableProps) {
  const objects = frame.list(resource);
  if (objects.length === 0)
    return (
      <p className={styles.empty}>
        No {resource} at {moment(frame.at)}.
      </p>
    );
  const { columns, row } = printerFor(resource);
  const shown = columns.map((name) => !name.startsWith('+') || wide.includes(name.slice(1)));
  const now = rfc3339(frame.at);
  return (
    <table>
      <thead>
        <tr>
          {columns
            .filter((_, place) => shown[place])
            .map((name) => (
              <th key={name} scope="col">
                {name.replace('+', '')}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {objects.slice(0, most).map((object) => {
          const key = `${resource}/${object.metadata.namespace ?? ''}/${object.metadata.name}`;
          const cells = row(object as unknown as Fields, now);
          return (
            <tr key={key} data-selected={key === followed}>
              {cells.map((cell, place) => {
                if (!shown[place]) return null;
                const name = columns[place];
                return (
                  <td key={name}>
                    {name === 'NAME' || name === 'OBJECT' ? (
                      <button type="button" aria-pressed={key === followed} onClick={() => onFollow(key)}>
                        {cell}
                      </button>
                    ) : (
                      cell
                    )}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
