import { plain } from '../report.ts';

/** What a command says that acts upon files and was given none. */
export const missingFiles = () => plain('must specify one of -f and -k');
