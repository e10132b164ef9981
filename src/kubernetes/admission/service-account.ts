import { type Fields, fieldsOf, rowsOf, textOf } from '../api/fields.ts';
import { forbidden } from '../api/status.ts';
import { randomSuffix } from '../registry/names.ts';
import { type AdmissionPlugin, aboutPod, nameOf } from './admission.ts';

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';
const mirror = 'kubernetes.io/config.mirror';

/**
 * A pod runs as an account and carries its token.
 * Source: v1.35 plugin/pkg/admission/serviceaccount/admission.go
 */
export const serviceAccount: AdmissionPlugin = {
  name: 'ServiceAccount',
  admit(request, view, draw) {
    const pod = request.object;
    if (!aboutPod(request, 'CREATE') || pod === undefined) return undefined;
    // The kubelet's mirror of a static pod is nobody's.
    if (fieldsOf(fieldsOf(pod.metadata).annotations)[mirror] !== undefined) return undefined;
    const given = fieldsOf(pod.spec);
    const account = textOf(given.serviceAccountName) || 'default';
    const found = view.get('serviceaccounts', request.namespace, account);
    if (found === undefined) {
      const why = `error looking up service account ${request.namespace}/${account}: serviceaccount "${account}" not found`;
      return { refused: forbidden(request.resource, nameOf(request), why) };
    }
    const foreign = unmountable(given, fieldsOf(found), account);
    if (foreign !== undefined) return { refused: forbidden(request.resource, nameOf(request), foreign) };
    const changed: string[] = [];
    let spec: Fields = given;
    if (textOf(given.serviceAccountName) === '') {
      spec = { ...spec, serviceAccountName: account, serviceAccount: account };
      changed.push('spec.serviceAccountName', 'spec.serviceAccount');
    }
    const automount = given.automountServiceAccountToken ?? fieldsOf(found).automountServiceAccountToken ?? true;
    if (automount !== false) {
      const mounted = withToken(spec, () => `kube-api-access-${randomSuffix(draw)}`);
      if (mounted !== spec) changed.push('spec.volumes', 'spec.containers[*].volumeMounts');
      spec = mounted;
    }
    const secrets = rowsOf(fieldsOf(found).imagePullSecrets);
    if (rowsOf(spec.imagePullSecrets).length === 0 && secrets.length > 0) {
      spec = { ...spec, imagePullSecrets: secrets };
      changed.push('spec.imagePullSecrets');
    }
    return { object: { ...pod, spec }, changed };
  },
};

const mountable = 'kubernetes.io/enforce-mountable-secrets';

/** An account may be limited to the secrets that it names. Source: limitSecretReferences */
function unmountable(spec: Fields, found: Fields, account: string): string | undefined {
  if (fieldsOf(fieldsOf(found.metadata).annotations)[mountable] !== 'true') return undefined;
  const named = (list: unknown) => new Set(rowsOf(list).map(({ name }) => textOf(name)));
  const [secrets, pulls] = [named(found.secrets), named(found.imagePullSecrets)];
  for (const volume of rowsOf(spec.volumes)) {
    const name = textOf(fieldsOf(volume.secret).secretName);
    if (name === '' || secrets.has(name)) continue;
    return `volume with secret.secretName="${name}" is not allowed because service account ${account} does not reference that secret`;
  }
  for (const list of ['initContainers', 'containers']) {
    const word = list === 'containers' ? 'container' : 'init container';
    for (const container of rowsOf(spec[list])) {
      for (const variable of rowsOf(container.env)) {
        const name = textOf(fieldsOf(fieldsOf(variable.valueFrom).secretKeyRef).name);
        if (name === '' || secrets.has(name)) continue;
        return `${word} ${textOf(container.name)} with envVar ${textOf(variable.name)} referencing secret.secretName="${name}" is not allowed because service account ${account} does not reference that secret`;
      }
      for (const source of rowsOf(container.envFrom)) {
        const name = textOf(fieldsOf(source.secretRef).name);
        if (name === '' || secrets.has(name)) continue;
        return `${word} ${textOf(container.name)} with envFrom referencing secret.secretName="${name}" is not allowed because service account ${account} does not reference that secret`;
      }
    }
  }
  const pull = rowsOf(spec.imagePullSecrets).find(({ name }) => !pulls.has(textOf(name)));
  if (pull === undefined) return undefined;
  return `imagePullSecret.name="${textOf(pull.name)}" is not allowed because service account ${account} does not reference that imagePullSecret`;
}

function withToken(spec: Fields, newName: () => string): Fields {
  const existing = rowsOf(spec.volumes).find(({ name }) => /^kube-api-access-/.test(textOf(name)));
  const name = existing === undefined ? newName() : textOf(existing.name);
  let mounted = false;
  const mount = (list: string) => {
    if (!Array.isArray(spec[list])) return {};
    const containers = rowsOf(spec[list]).map((container) => {
      const mounts = rowsOf(container.volumeMounts);
      if (mounts.some((other) => other.mountPath === mountPath)) return container;
      mounted = true;
      return { ...container, volumeMounts: [...mounts, { name, readOnly: true, mountPath }] };
    });
    return { [list]: containers };
  };
  const done = { ...spec, ...mount('initContainers'), ...mount('containers') };
  if (!mounted) return spec;
  return existing === undefined ? { ...done, volumes: [...rowsOf(spec.volumes), tokenVolume(name)] } : done;
}

/** One hour and seven seconds: the odd figure tells these tokens from those that people ask for. */
const tokenVolume = (name: string): Fields => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
  },
});
