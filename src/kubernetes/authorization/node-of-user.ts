import type { User } from './authorization-request.ts';

const prefix = 'system:node:';

/** The node whose kubelet a user is; undefined for everybody else. Source: v1.35 pkg/auth/nodeidentifier/default.go */
export const nodeOfUser = ({ name, groups }: User): string | undefined =>
  groups.includes('system:nodes') && name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
