import { auditLog } from '../../trace/audit-log.ts';
import { type Format, line } from './format.ts';

/** The requests as a real API server logs them. */
export const audit: Format = (trace, output) => {
  for (const event of auditLog(trace)) line(output, event);
};
