/** What is said of one command: a sentence, how it is called, and examples. */
export interface HelpText {
  readonly says: string;
  readonly usage: string;
  readonly examples: readonly string[];
  readonly subcommands?: readonly string[];
}

/** The usage lines are kubectl's own; the sentences and the examples are PodScope's. Source: v1.35 kubectl pkg/cmd */
export const helpTexts: Readonly<Record<string, HelpText>> = {
  create: {
    says: 'Make objects from files, or one of some kinds by its name.',
    usage: 'create -f FILENAME',
    examples: ['create -f nginx.yaml', 'create deployment web --image=nginx --replicas=3'],
    subcommands:
      'clusterrole clusterrolebinding configmap cronjob deployment ingress job namespace poddisruptionbudget priorityclass quota role rolebinding secret service serviceaccount token'.split(
        ' ',
      ),
  },
  expose: {
    says: 'Make a Service for the Pods of an object.',
    usage:
      'expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]',
    examples: ['expose deployment web --port=80 --target-port=8080'],
  },
  run: {
    says: 'Make one Pod with one container.',
    usage:
      'run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
    examples: ['run nginx --image=nginx', 'run once --image=busybox --restart=Never -- sleep 10'],
  },
  set: {
    says: 'Change one thing of objects that are there.',
    usage: 'set SUBCOMMAND',
    examples: ['set image deployment/web nginx=nginx:1.27', 'set env deployment/web MODE=fast'],
    subcommands: ['env', 'image', 'resources', 'selector', 'serviceaccount', 'subject'],
  },
  explain: {
    says: 'Say what the fields of a kind mean.',
    usage:
      'explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
    examples: ['explain pod.spec.containers', 'explain deployment --recursive'],
  },
  get: {
    says: 'Show objects, as a table or as they are.',
    usage:
      '[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
    examples: ['get pods -o wide', 'get deployment/web -o yaml', "get pods -o jsonpath='{.items[*].metadata.name}'"],
  },
  edit: {
    says: 'Open an object in an editor.',
    usage: 'edit (RESOURCE/NAME | -f FILENAME)',
    examples: ['edit deployment/web'],
  },
  delete: {
    says: 'Delete objects, and wait until they are gone.',
    usage: 'delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
    examples: ['delete pod nginx', 'delete pods -l app=web', 'delete pod stuck --grace-period=0 --force'],
  },
  rollout: {
    says: 'Look at how a workload replaces its Pods, and steer it.',
    usage: 'rollout SUBCOMMAND',
    examples: ['rollout status deployment/web', 'rollout undo deployment/web --to-revision=2'],
    subcommands: ['history', 'pause', 'restart', 'resume', 'status', 'undo'],
  },
  scale: {
    says: 'Set how many replicas there shall be.',
    usage: 'scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
    examples: ['scale deployment/web --replicas=5', 'scale sts/db --current-replicas=2 --replicas=3'],
  },
  autoscale: {
    says: 'Make an autoscaler for a workload.',
    usage:
      'autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY]',
    examples: ['autoscale deployment web --min=2 --max=10 --cpu=80%'],
  },
  certificate: {
    says: 'Approve or deny requests for certificates.',
    usage: 'certificate SUBCOMMAND',
    examples: ['certificate approve my-request'],
    subcommands: ['approve', 'deny'],
  },
  'cluster-info': { says: 'Say where the API server is.', usage: 'cluster-info', examples: ['cluster-info'] },
  top: { says: 'Show what nodes or Pods use.', usage: 'top', examples: ['top pods'], subcommands: ['node', 'pod'] },
  cordon: { says: 'Let no new Pod onto a node.', usage: 'cordon NODE', examples: ['cordon worker-1'] },
  uncordon: { says: 'Let new Pods onto a node again.', usage: 'uncordon NODE', examples: ['uncordon worker-1'] },
  drain: {
    says: 'Cordon a node and evict its Pods.',
    usage: 'drain NODE',
    examples: ['drain worker-1 --ignore-daemonsets', 'drain worker-1 --force --delete-emptydir-data'],
  },
  taint: {
    says: 'Put taints on nodes, or take them away.',
    usage: 'taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
    examples: ['taint nodes worker-1 dedicated=gpu:NoSchedule', 'taint nodes worker-1 dedicated-'],
  },
  describe: {
    says: 'Tell all about objects, with their events.',
    usage: 'describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
    examples: ['describe pod nginx', 'describe nodes'],
  },
  logs: {
    says: 'Print what a container has written.',
    usage: 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
    examples: ['logs nginx', 'logs deployment/web --all-containers', 'logs -l app=web --prefix'],
  },
  attach: { says: 'Attach to a container that runs.', usage: 'attach (POD | TYPE/NAME) -c CONTAINER', examples: [] },
  exec: {
    says: 'Run a command in a container that runs.',
    usage: 'exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
    examples: ['exec nginx -- cat /etc/hostname'],
  },
  'port-forward': {
    says: 'Forward local ports to a Pod.',
    usage: 'port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
    examples: ['port-forward pod/nginx 8080:80', 'port-forward service/web 8443:https'],
  },
  auth: {
    says: 'Ask what somebody may do.',
    usage: 'auth',
    examples: ['auth can-i create pods --as alice', 'auth whoami'],
    subcommands: ['can-i', 'reconcile', 'whoami'],
  },
  debug: {
    says: 'Add a container to a Pod that runs, or copy the Pod with something changed.',
    usage: 'debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
    examples: ['debug nginx --image=busybox --target=nginx', 'debug nginx --copy-to=twin --set-image=*=nginx:1.27'],
  },
  events: {
    says: 'Show events in the order of time.',
    usage:
      'events [(-o|--output=)json|yaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
    examples: ['events --for pod/nginx', 'events --types=Warning -A'],
  },
  diff: {
    says: 'Show what applying files would change.',
    usage: 'diff -f FILENAME',
    examples: ['diff -f web.yaml'],
  },
  apply: {
    says: 'Make objects be as files say.',
    usage: 'apply (-f FILENAME | -k DIRECTORY)',
    examples: ['apply -f web.yaml', 'apply -f web.yaml --server-side'],
  },
  patch: {
    says: 'Change fields of an object.',
    usage: 'patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
    examples: [`patch deployment web -p '{"spec":{"replicas":3}}'`],
  },
  replace: {
    says: 'Replace objects by those of files.',
    usage: 'replace -f FILENAME',
    examples: ['replace -f web.yaml', 'replace --force -f pod.yaml'],
  },
  wait: {
    says: 'Wait until objects are as they shall be.',
    usage:
      "wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
    examples: [
      'wait pod/nginx --for=condition=Ready --timeout=60s',
      "wait pod/nginx --for=jsonpath='{.status.phase}'=Running",
    ],
  },
  label: {
    says: 'Set labels, or take them away.',
    usage: 'label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
    examples: ['label pod nginx tier=web', 'label pods --all tier-'],
  },
  annotate: {
    says: 'Set annotations, or take them away.',
    usage: 'annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
    examples: ["annotate deployment web kubernetes.io/change-cause='new image'"],
  },
  config: {
    says: 'Show the configuration of kubectl.',
    usage: 'config SUBCOMMAND',
    examples: ['config view', 'config current-context'],
    subcommands: ['current-context', 'get-contexts', 'view'],
  },
  plugin: {
    says: 'List the plugins of kubectl.',
    usage: 'plugin [flags]',
    examples: ['plugin list'],
    subcommands: ['list'],
  },
  version: {
    says: 'Say which versions kubectl and the server are.',
    usage: 'version [flags]',
    examples: ['version', 'version --client'],
  },
  'api-versions': {
    says: 'List the groups and versions of the API.',
    usage: 'api-versions',
    examples: ['api-versions'],
  },
  'api-resources': {
    says: 'List the kinds of the API.',
    usage: 'api-resources',
    examples: ['api-resources --namespaced=true', 'api-resources --api-group=apps'],
  },
  options: { says: 'List the flags of every command.', usage: 'options', examples: ['options'] },
  completion: { says: 'Print the completion of a shell.', usage: 'completion SHELL', examples: [] },
  help: { says: 'Say how a command is called.', usage: 'help [command] [flags]', examples: ['help get'] },
};
