export const usage = `usage: podscope run FILE… [options]
       podscope schedule POD [--cluster FILE] [options]
       podscope schedule --batch CASES.jsonl

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

podscope schedule says on which node a Pod would go, and why, without running anything.

  --cluster FILE          as above; without it, three nodes of the default size
  --explain               the figures compared, and the scores of each plugin
  --fixes                 for a Pod that fits nowhere: the smallest changes that help
  --how-many              how many more of the Pod fit, and what runs out first
  --config FILE           a KubeSchedulerConfiguration
  --output FORMAT         json, or table (the default on a terminal)

Exit codes: 0 the run was carried out, 1 it could not be, 2 bad usage or input.
`;
