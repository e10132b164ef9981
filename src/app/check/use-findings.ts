import { useEffect, useState } from 'react';
import type { Documents } from '../documents.ts';
import type { Checker } from './checker.ts';
import type { Finding } from './finding.ts';

/** Milliseconds without a key before the text is looked at. */
const pause = 5;

/** What there is to say about the files as they are typed. The last findings stay until the next ones are there. */
export function useFindings(documents: Documents, wanted: boolean): readonly Finding[] {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [checker, setChecker] = useState<Checker>();
  useEffect(() => {
    if (!wanted) return;
    let made: Checker | undefined;
    let left = false;
    void import('./checker.ts').then(({ Checker }) => {
      if (left) return;
      made = new Checker(setFindings);
      setChecker(made);
    });
    return () => {
      left = true;
      made?.end();
    };
  }, [wanted]);
  useEffect(() => {
    if (checker === undefined) return;
    const later = setTimeout(() => checker.check(documents), pause);
    return () => clearTimeout(later);
  }, [checker, documents]);
  return findings;
}
