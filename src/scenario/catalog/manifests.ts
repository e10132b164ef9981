/** Manifests that more than one scenario begins with. */

/** A bare Pod of nginx, of that tag. */
export const nginxPodOf = (tag: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: nginx
  labels:
    app: nginx
spec:
  containers:
  - name: nginx
    image: nginx:${tag}
    ports:
    - containerPort: 80
`;

export const nginxPod = nginxPodOf('1.14.2');

export const webDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: nginx
        image: nginx:1.14.2
        ports:
        - containerPort: 80
        resources:
          requests:
            cpu: 250m
            memory: 64Mi
`;

/** A manifest as the value of a file in a scenario, below `files:`. */
export const inScenario = (manifest: string): string => manifest.trimEnd().replaceAll(/^/gm, '      ');
