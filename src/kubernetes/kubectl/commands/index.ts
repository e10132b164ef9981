import type { Command } from '../context.ts';
import { apply } from './apply.ts';
import { create } from './create.ts';
import { deleteCommand } from './delete.ts';
import { get } from './get.ts';

export const commands: readonly Command[] = [create, apply, deleteCommand, get];
