import type { Story } from '../../story/tell.ts';
import { type WhyLink, whyChain } from '../../story/why-chain.ts';
import { clock, plural } from '../../story/words.ts';
import type { EntryId } from '../../trace/trace.ts';
import { headShape } from '../marks/head-shape.ts';
import styles from './inspector.module.css';

/** The chain of causes; the last is a person or a timer. */
export function Why({
  story,
  id,
  onSelect,
}: {
  readonly story: Story;
  readonly id: EntryId;
  readonly onSelect: (id: EntryId) => void;
}) {
  const links = whyChain(story, id);
  return (
    <section className={styles.part}>
      <h3>
        Why, back to a person or a timer <span>{plural(links.length, 'link')}</span>
      </h3>
      <ol className={styles.why}>
        {links.map((link) => (
          <li key={link.id}>
            <button
              type="button"
              aria-current={link.id === id}
              onClick={() => onSelect(link.id)}
              title={`${link.what}, ${link.who}`}
            >
              <Glyph link={link} />
              <time>{clock(link.at)}</time>
              <span className={styles.what}>
                {link.what} <i>{link.who}</i>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Glyph({ link }: { readonly link: WhyLink }) {
  return (
    <svg className={styles.glyph} width="34" height="14" aria-hidden="true">
      {link.watched && (
        <>
          <circle cx="7" cy="7" r="4.5" />
          <circle className={styles.dot} cx="7" cy="7" r="1.5" />
        </>
      )}
      {glyphOf(link)}
    </svg>
  );
}

function glyphOf({ kind, message }: WhyLink) {
  if (kind === 'person') {
    return (
      <>
        <circle cx="25" cy="4" r="2.6" />
        <path d="M20.5,13c0,-6 9,-6 9,0" />
      </>
    );
  }
  if (kind === 'timer') return <path d="M29.5,7a4.5,4.5 0 1 1 -1.4,-3.2M28.5,1v3h-3" />;
  if (kind === 'decision' || !message) return <path d="M20,7l5,-5l5,5l-5,5Z" />;
  const shape = headShape(message, 10);
  return <path className={shape.filled ? styles.dot : undefined} d={shape.d} transform="translate(30,7)" />;
}
