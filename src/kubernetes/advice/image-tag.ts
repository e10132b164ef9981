import { textOf } from '../api/fields.ts';
import type { AdviceRule } from './advice.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

/** Source: https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy */
export const imageTag: AdviceRule = (object) => {
  const template = podTemplateOf(object);
  return (template === undefined ? [] : containersOf(template)).flatMap(({ path, container }) => {
    const image = textOf(container.image);
    const last = image.slice(image.lastIndexOf('/') + 1);
    if (image === '' || last.includes('@') || (last.includes(':') && !last.endsWith(':latest'))) return [];
    const what = last.includes(':') ? 'The tag latest' : 'No tag means latest, which';
    return [
      {
        path: `${path}.image`,
        says: `${what} may be another image tomorrow, and is looked up at the registry at every start. Name a version.`,
      },
    ];
  });
};
