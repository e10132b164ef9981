import type { Change } from '../../trace/object-diff.ts';
import styles from './inspector.module.css';

const most = 16;

/** Changed fields: the old value struck, the new one bold. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <table className={styles.changes}>
      <tbody>
        {changes.slice(0, most).map(({ path, was, is }) => (
          <tr key={path}>
            <th scope="row" title={path}>
              {path.replace(/^(status|spec|metadata)\./, '')}
            </th>
            <td>
              {was !== undefined && <s>{was}</s>} {is !== undefined && <b>{is}</b>}
            </td>
          </tr>
        ))}
        {changes.length > most && (
          <tr>
            <th scope="row">and {changes.length - most} more</th>
            <td />
          </tr>
        )}
      </tbody>
    </table>
  );
}
