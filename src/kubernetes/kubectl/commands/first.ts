import type { Command } from '../context.ts';
import { apply } from './apply.ts';
import { create } from './create.ts';
import { deleteCommand } from './delete.ts';
import { get } from './get.ts';

/** What nearly every scenario types. A browser loads the other commands when one of them is typed. */
export const firstCommands: readonly Command[] = [create, apply, get, deleteCommand];
