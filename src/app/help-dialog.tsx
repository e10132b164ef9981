import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import styles from './dialog.module.css';
import { choose, useChoices } from './store.ts';

const keys: readonly { readonly title: string; readonly rows: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Guided',
    rows: [
      ['Space, Right, PageDown', 'continue; while playing, Space pauses'],
      ['Left, PageUp', 'back to the stop before'],
      ['a', 'play this step again'],
    ],
  },
  {
    title: 'Free',
    rows: [
      ['Space', 'play or pause'],
      ['Left, Right', 'one message back, on'],
      ['Shift+Left, Shift+Right', 'one step back, on'],
      ['Home, End', 'start and end'],
    ],
  },
  {
    title: 'Editor',
    rows: [
      ['Ctrl+Enter', 'run the files'],
      ['Ctrl+Space', 'fields and values that may stand here'],
      ['Esc, then Tab', 'leave the editor'],
    ],
  },
  {
    title: 'Terminal',
    rows: [
      ['Tab', 'complete the word'],
      ['Up, Down', 'commands typed before'],
    ],
  },
  {
    title: 'Both',
    rows: [
      ['1 to 7', 'a step'],
      ['[ and ]', 'slower, faster'],
      ['+ and -', 'more, less detail'],
      ['l', 'loop this step'],
      ['g', 'guided or free'],
      ['e', 'editor'],
      ['m', 'map or messages'],
      ['i, t', 'inspector, table'],
      ['n', 'narration'],
      ['w, Shift+W', 'to its cause, its effect'],
      ['f', 'follow its object'],
      ['/', 'search'],
      ['Ctrl+wheel, drag', 'zoom and move the messages'],
      ['p', 'presenter'],
      ['c', 'copy a link to this moment'],
      ['q', 'show the link and its QR code'],
      ['Esc', 'close, then clear'],
    ],
  },
];

/** Keys, and what can be switched off. */
export default function HelpDialog() {
  const help = useChoices((now) => now.help);
  const dim = useChoices((now) => now.dim);
  const letterKeys = useChoices((now) => now.letterKeys);
  return (
    <Dialog.Root open={help} onOpenChange={(open) => choose({ help: open })}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <Dialog.Title className={styles.title}>Help and keys</Dialog.Title>
          <p>
            PodScope computes a Kubernetes v1.35 cluster in this tab. Every moving mark is a message of that run;
            nothing leaves your browser.
          </p>
          <p>
            A Pod is Pending in your own cluster?{' '}
            <button type="button" onClick={() => choose({ help: false, bringing: true })}>
              Your cluster…
            </button>
          </p>
          <div className={styles.columns}>
            {keys.map(({ title, rows }) => (
              <table key={title}>
                <caption>{title}</caption>
                <tbody>
                  {rows.map(([key, does]) => (
                    <tr key={key}>
                      <th scope="row">{key}</th>
                      <td>{does}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={letterKeys}
              onChange={(event) => choose({ letterKeys: event.currentTarget.checked })}
            />{' '}
            Single letters are keys
          </label>
          <label className={styles.check}>
            <input type="checkbox" checked={dim} onChange={(event) => choose({ dim: event.currentTarget.checked })} />{' '}
            Dim what does not matter at this step
          </label>
          <Dialog.Close className={styles.close} aria-label="Close">
            <X size={18} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
