const short: Readonly<Record<string, string>> = {
  PodTopologySpread: 'TopologySpread',
  NodeResourcesBalancedAllocation: 'BalancedAllocation',
};

/** `NodeResourcesFit` with room to break between its words. */
export function PluginName({ of: plugin }: { readonly of: string }) {
  const [first = '', ...rest] = (short[plugin] ?? plugin).split(/(?<=[a-z])(?=[A-Z])/);
  return (
    <span title={plugin}>
      {first}
      {rest.map((word) => (
        <span key={word}>
          <wbr />
          {word}
        </span>
      ))}
    </span>
  );
}
