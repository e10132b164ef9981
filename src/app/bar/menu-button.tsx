import {
  type ComponentType,
  type LazyExoticComponent,
  type ReactElement,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';

export interface MenuProps {
  /** What opens the menu. */
  readonly button: ReactElement;
}

interface MenuButtonProps {
  readonly className: string | undefined;
  readonly name: string;
  readonly children: React.ReactNode;
  /** Opens at once when it is first drawn. */
  readonly menu: LazyExoticComponent<ComponentType<MenuProps>>;
}

/** A button whose menu is loaded when it is first wanted. */
export function MenuButton({ className, name, children, menu: Menu }: MenuButtonProps) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      className={className}
      aria-label={name}
      aria-haspopup="menu"
      {...(wanted
        ? {}
        : {
            'aria-expanded': false,
            onClick: () => setWanted(true),
            onKeyDown: (event: React.KeyboardEvent) => {
              if (event.key === 'ArrowDown') setWanted(true);
            },
          })}
    >
      {children}
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <Menu button={button} />
    </Suspense>
  );
}

/**
 * Puts the focus on the first item of a menu that is there now. The menu itself does so only for a key that it has seen,
 * and the key that opened it was pressed before its code was loaded.
 */
export function useFirstItem(there: boolean): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (there) content.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, [there]);
  return content;
}
