import type { Format } from './format.ts';

export const mermaid: Format = () => undefined;
