/** `True`, `False`, or `<unset>` where nothing is said. Source: v1.35 kubectl pkg/describe/describe.go printBoolPtr */
export const boolWords = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : '<unset>';
