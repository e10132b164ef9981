/** `[get list]`: a list of texts as Go prints it with %v. */
export const goList = (items: readonly unknown[]): string => `[${items.map(String).join(' ')}]`;
