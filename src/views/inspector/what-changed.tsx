import { useMemo } from 'react';
import { writesByRequest } from '../../story/requests.ts';
import type { Story } from '../../story/tell.ts';
import { changesBetween } from '../../trace/object-diff.ts';
import type { Message } from '../../trace/trace.ts';
import { Changes } from './changes.tsx';
import styles from './inspector.module.css';

interface WhatChangedProps {
  readonly story: Story;
  readonly request: Message;
  readonly onFollow: (key: string) => void;
}

/** What the request changed in etcd: the old struck, the new bold. */
export function WhatChanged({ story, request, onFollow }: WhatChangedProps) {
  const writes = useMemo(() => writesByRequest(story.index), [story]);
  const write = writes.get(request.id);
  if (!write) return null;
  const before = (story.index.histories.get(write.key) ?? []).find(({ revision }) => revision === write.previous);
  const changes = changesBetween(before?.object, write.operation === 'delete' ? undefined : write.object);
  return (
    <section className={styles.part}>
      <h3>
        What it changed{' '}
        <span>{write.previous === 0 ? `revision ${write.revision}` : `${write.previous} to ${write.revision}`}</span>
      </h3>
      <button type="button" className={styles.follow} onClick={() => onFollow(write.key)}>
        follow {write.key}
      </button>
      {write.operation === 'create' ? (
        <p className={styles.small}>A new object with {changes.length} fields.</p>
      ) : (
        <Changes changes={changes} />
      )}
    </section>
  );
}
