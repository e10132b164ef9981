import { X } from 'lucide-react';
import qrcode from 'qrcode-generator';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { copyLink, type LinkWish, type Shared } from './copy-link.ts';
import dialog from './dialog.module.css';
import { ShareCluster } from './own-cluster/share-cluster.tsx';
import styles from './share-dialog.module.css';
import { choices, choose } from './store.ts';

/** A link longer than this, in characters, makes a QR code too fine for a phone at the back of a room. */
const mostForQr = 900;

/** The link to this moment: copied, to be read off a projector, or kept as a file. */
export default function ShareDialog() {
  const [shared, setShared] = useState<Shared>();
  const [times, setTimes] = useState(0);
  const own = choices().running.imported;
  const [wish, setWish] = useState<LinkWish>({ cluster: false, anonymous: true });
  const copy = (wished = wish) =>
    void copyLink(wished).then(
      (done) => {
        setShared(done);
        setTimes((count) => count + 1);
      },
      (fault: unknown) => setShared({ said: `The link could not be made: ${String(fault)}` }),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first link is made once
  useEffect(() => copy(), []);
  const link = shared?.link ?? '';
  const again = times > 1 ? `, ${times} times by now` : '';
  return (
    <Dialog.Root open onOpenChange={(open) => choose({ sharing: open })}>
      <Dialog.Portal>
        <Dialog.Overlay className={dialog.overlay} />
        <Dialog.Content className={dialog.dialog} aria-describedby={undefined}>
          <Dialog.Title className={dialog.title}>This moment as a link</Dialog.Title>
          <p role="status">
            {shared === undefined
              ? 'Making the link…'
              : link === ''
                ? `${shared.said}.`
                : `${shared.said}${again}: ${link.length} characters. It holds ${choices().builtIn === undefined ? 'the whole scenario' : 'the name of the example'} and the moment; nothing was sent anywhere.`}
          </p>
          {own !== undefined && (
            <ShareCluster
              cluster={own}
              wish={wish}
              onWish={(next) => {
                setWish(next);
                copy(next);
              }}
            />
          )}
          <input
            className={styles.link}
            aria-label="Link"
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
          {link !== '' && <QrCode link={link} />}
          <div className={styles.buttons}>
            <button type="button" onClick={() => copy()}>
              Copy again
            </button>
            <button type="button" onClick={() => void saveScenario()}>
              Save the scenario as a file
            </button>
          </div>
          <Dialog.Close className={dialog.close} aria-label="Close">
            <X size={18} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** For the phones of a class: one path of squares, dark on light in both themes, as cameras want it. */
function QrCode({ link }: { readonly link: string }) {
  if (link.length > mostForQr)
    return (
      <p className={styles.tooLong}>
        The link is too long for a QR code ({mostForQr} characters at most). Hand out the file instead, or share one of
        the built-in examples, whose links are short.
      </p>
    );
  const code = qrcode(0, 'L');
  code.addData(link);
  code.make();
  const size = code.getModuleCount();
  const squares = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const)
    .filter(([x, y]) => code.isDark(y, x))
    .map(([x, y]) => `M${x},${y}h1v1h-1Z`)
    .join('');
  return (
    <svg className={styles.qr} viewBox={`-3 -3 ${size + 6} ${size + 6}`} role="img" aria-label="QR code of the link">
      <rect x="-3" y="-3" width={size + 6} height={size + 6} fill="#fff" />
      <path d={squares} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** Downloads the scenario on the screen, with its files, as the command line reads it. */
async function saveScenario(): Promise<void> {
  const { putTogether } = await import('./document-text.ts');
  const { running, builtIn } = choices();
  const address = URL.createObjectURL(new Blob([putTogether(running)], { type: 'application/yaml' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = `${builtIn ?? 'scenario'}.yaml`;
  anchor.click();
  URL.revokeObjectURL(address);
}
