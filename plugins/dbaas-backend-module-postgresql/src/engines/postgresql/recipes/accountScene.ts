import { JsonObject } from '@backstage/types';
import { InstanceSpec, InstanceUser } from '@dbaas-portal/plugin-dbaas-common';
import { NextInput, RecipeStep } from '@dbaas-portal/plugin-dbaas-node';

/** What these recipes look at, whichever binding asks. */
export type AccountScene = {
  input: Pick<NextInput, 'operation'>;
  spec: InstanceSpec;
  before?: InstanceSpec;
};

export type AccountRecipe = (scene: AccountScene) => RecipeStep[];

export function grantsInput(
  spec: InstanceSpec,
  user: InstanceUser,
): JsonObject {
  return {
    user: user.name,
    grants: user.grants,
    databases: spec.databases,
  };
}

export function named(scene: AccountScene, what: 'database' | 'user'): string {
  const value = scene.input.operation.input[what];
  return typeof value === 'string' ? value : '';
}
