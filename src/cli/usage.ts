export const usage = `usage: podscope run FILE… [options]

Runs manifests or scenario files in a simulated cluster and prints what happened.

  --until 120s            run so long in virtual time
  --seed 7                another seed, another luck
  --nodes 5               so many nodes of the default size
  --cluster FILE          a cluster: block, or a List of Nodes as kubectl prints it
  --apply                 kubectl apply instead of create for plain manifests
  --action "10s kubectl delete pod nginx"
                          one more action (repeatable)
  --output FORMAT         transcript (default), kubectl, audit, events, watch,
                          objects, trace or mermaid

Exit codes: 0 the run was carried out, 1 it could not be, 2 bad usage or input.
`;
