import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

/** Which control of the bar has the focus, by its label, beyond the decision that is shown. */
export type KeptFocus = RefObject<string | undefined>;

/** Another attempt and another Pod's decision are drawn anew: the focus goes to the same control there. */
export function useKeptFocus(kept: KeptFocus) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const label = kept.current;
    if (label === undefined || document.activeElement !== document.body) return;
    const controls = [...(bar.current?.querySelectorAll<HTMLElement>('button:enabled, select') ?? [])];
    (controls.find((each) => labelOf(each) === label) ?? controls[0])?.focus({ preventScroll: true });
  }, [kept]);
  const onFocus = ({ target }: FocusEvent) => {
    kept.current = labelOf(target);
  };
  const onBlur = ({ relatedTarget, currentTarget, target }: FocusEvent) => {
    if (target.isConnected && !currentTarget.contains(relatedTarget)) kept.current = undefined;
  };
  return { ref: bar, onFocus, onBlur };
}

const labelOf = (control: Element): string => control.getAttribute('aria-label') ?? control.localName;
