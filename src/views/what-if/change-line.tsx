import type { Change } from '../../kubernetes/scheduling/what-if/change.ts';
import { changeWords } from '../../story/placement/fix-words.ts';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import styles from './what-if.module.css';

/** One change: the field with its old value struck and its new one bold, or the command. */
export function ChangeLine({ change, names }: { readonly change: Change; readonly names: NodeNames }) {
  const { field, from, to } = changeWords(change);
  return (
    <code className={styles.change}>
      {field !== '' && `${field} `}
      {from !== undefined && (
        <>
          <del>{from}</del>{' '}
        </>
      )}
      <ins>{names.in(to)}</ins>
    </code>
  );
}
