const wanted = 'kubectl get nodes,pods -A -o yaml';

interface Output {
  readonly looksLike: RegExp;
  readonly says: string;
}

/** What people paste in its place; the first that fits is meant. */
const outputs: readonly Output[] = [
  {
    looksLike: /^kind:\s*["']?Config["']?\s*$/m,
    says: `This is a kubeconfig. It holds credentials, is not needed here, and nothing of it was kept. Paste what ${wanted} prints.`,
  },
  {
    looksLike: /^(error:|Error from server|Unable to connect to the server|The connection to the server)/m,
    says: `This is an error of kubectl, not a cluster. Paste what ${wanted} prints once it works.`,
  },
  {
    looksLike: /\b\d+\/\d+ nodes are available:/,
    says: `This is an event of kube-scheduler: it counts nodes and does not say which, nor what they have. Paste what ${wanted} prints, and the manifest of the Pod into the editor.`,
  },
  {
    looksLike: /^Name:\s+\S+[\s\S]*^(Namespace|Labels|Roles|Annotations|Capacity|Status):/m,
    says: `This is what kubectl describe prints, for people to read; it leaves out what kube-scheduler looks at. Paste what ${wanted} prints.`,
  },
  {
    looksLike: /^(NAMESPACE\s+)?(NAME|LAST SEEN)\s+[A-Z]/m,
    says: `This is the table that kubectl get prints, also with -o wide; it has neither requests nor labels of each Pod. Paste what ${wanted} prints.`,
  },
  {
    looksLike: /^(node|pod)s?\/\S+\s*$/m,
    says: `These are names, as kubectl get -o name prints them. Paste what ${wanted} prints.`,
  },
];

/** Which other output of kubectl a text is, and which is wanted instead; undefined where it looks like none. */
export const otherOutput = (text: string): string | undefined => {
  const head = text.slice(0, 20_000);
  return outputs.find(({ looksLike }) => looksLike.test(head))?.says;
};
