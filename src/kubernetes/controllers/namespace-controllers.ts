import type { Controller } from './controller.ts';
import { namespaceController } from './namespace.ts';
import { rootCaPublisher, serviceAccountController } from './namespace-contents.ts';

/** Those without which nothing can be created in a new Namespace. */
export const namespaceControllers: readonly Controller[] = [
  namespaceController,
  serviceAccountController,
  rootCaPublisher,
];
