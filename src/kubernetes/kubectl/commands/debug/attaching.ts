import { type Arguments, isOn } from '../../flags.ts';
import { plain, type Report } from '../../report.ts';

/** The container is there; nobody can be connected to it. */
export function sayAttachIsNotModelled(report: Report, args: Arguments): void {
  if (isOn(args, 'attach') || (isOn(args, 'stdin') && !args.flags.has('attach')))
    report.fail(
      plain('PodScope does not model attaching to a container: it was made, use kubectl exec or kubectl logs'),
    );
}
