const whole: Readonly<Record<string, string>> = { cpu: 'CPU', pods: 'Pods' };

/** `950m`, `256Mi`: an amount of a resource as Kubernetes writes it; cpu comes in millicores. */
export function quantity(resource: string, amount: number): string {
  if (resource === 'cpu') return amount % 1000 === 0 ? String(amount / 1000) : millicores(amount);
  if (resource !== 'memory' && resource !== 'ephemeral-storage') return String(amount);
  const [unit, size] = amount >= 2 ** 30 && amount % 2 ** 30 === 0 ? ['Gi', 2 ** 30] : ['Mi', 2 ** 20];
  return `${Number((amount / Number(size)).toFixed(1))}${unit}`;
}

/** The same in a column of amounts, below each other: cpu is always in millicores then. */
export const figure = (resource: string, amount: number): string =>
  resource === 'cpu' ? millicores(amount) : quantity(resource, amount);

/** Amounts that stand beside each other: whole CPUs where all of them are, else millicores. */
export const figures = (resource: string, amounts: readonly number[]): readonly string[] =>
  amounts.map((each) => (amounts.every((one) => one % 1000 === 0) ? quantity(resource, each) : figure(resource, each)));

/** `10 CPU`, `950m`, `512Mi`: an amount by itself, where the resource is known. */
export const amountOf = (resource: string, amount: number): string =>
  resource === 'cpu' && amount % 1000 === 0 ? `${amount / 1000} CPU` : quantity(resource, amount);

/** `CPU`, `memory`, `nvidia.com/gpu`: a resource in a sentence. */
export const resourceWord = (resource: string): string => whole[resource] ?? resource;

const millicores = (amount: number): string => `${amount}m`;
