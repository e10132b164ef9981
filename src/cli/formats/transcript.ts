import type { Format } from './format.ts';

export const transcript: Format = () => undefined;
