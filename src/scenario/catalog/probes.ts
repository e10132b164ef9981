import type { CatalogEntry } from './entry.ts';

export const probes: CatalogEntry = {
  name: 'probes',
  title: 'Three kinds of probe',
  summary: 'When does a Pod get traffic, and when is its container restarted?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: probes
  title: Three kinds of probe
spec:
  until: 100s
  cluster:
    images:
      - name: example.com/shop
        pull: { size: 30Mi }
        run:
          listens:
            - { port: 8080, path: /started, readyAfter: 4s }
            - { port: 8080, path: /ready, failsAfter: 30s }
            - { port: 8080, path: /alive, failsAfter: 45s }
    clients:
      - { service: shop, from: 12s, every: 4s, requests: 12 }
  files:
    shop.yaml: |
      apiVersion: v1
      kind: Pod
      metadata:
        name: shop
        labels:
          app: shop
      spec:
        terminationGracePeriodSeconds: 5
        containers:
        - name: shop
          image: example.com/shop:1.0
          ports:
          - containerPort: 8080
          startupProbe:
            httpGet: { path: /started, port: 8080 }
            periodSeconds: 2
            failureThreshold: 10
          readinessProbe:
            httpGet: { path: /ready, port: 8080 }
            periodSeconds: 3
            failureThreshold: 2
          livenessProbe:
            httpGet: { path: /alive, port: 8080 }
            periodSeconds: 5
            failureThreshold: 2
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: shop
      spec:
        selector:
          app: shop
        ports:
        - port: 80
          targetPort: 8080
  actions:
    - { at: 0s, kubectl: "apply -f shop.yaml" }
`,
};
