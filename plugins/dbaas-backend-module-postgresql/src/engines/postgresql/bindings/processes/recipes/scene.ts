import { JsonObject } from '@backstage/types';
import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  LocalResource,
  NextInput,
  RecipeStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { arrange, currentPrimary, Layout, membersIn } from '../layout';
import { MemberTool } from '../memberTool';
import { renderLayout, RenderOptions } from '../render';

/** What every recipe looks at. */
export type Scene = {
  input: NextInput<LocalResource>;
  /** The spec that the operation leads to. */
  spec: InstanceSpec;
  before?: InstanceSpec;
  /** Members that are there now. */
  present: string[];
  primary: string;
  /** Members as the spec wants them, with who is the primary now. */
  layout: Layout;
  /** The resources of a spec with its members arranged so. */
  render(
    spec: InstanceSpec,
    layout: Layout,
    options?: RenderOptions,
  ): LocalResource[];
  tool: MemberTool;
};

/** A recipe makes the steps of one kind of operation. */
export type Recipe = (scene: Scene) => RecipeStep[];

export function sceneOf(
  input: NextInput<LocalResource>,
  tool: MemberTool,
): Scene {
  const resources = input.evidence.resources.map(r => r.resource);
  const present = membersIn(resources);
  const primary = currentPrimary(resources, input.status);
  return {
    input,
    spec: input.target,
    before: input.before,
    present,
    primary,
    layout: arrange(input.target, present, primary),
    render: (spec, layout, options) =>
      renderLayout(spec, layout, tool, input.context, options),
    tool,
  };
}

/** All members that the layout keeps. */
export function membersOf(layout: Layout): string[] {
  return [layout.primary, ...layout.replicas];
}

/** What a step of this operation left for later ones. */
export function outputOf(scene: Scene, step: string): JsonObject | undefined {
  return scene.input.journal.find(r => r.id === step && r.state === 'succeeded')
    ?.output;
}

/** Whether a step was at least begun, so that its effect may be there. */
export function wasBegun(scene: Scene, step: string): boolean {
  return scene.input.journal.some(r => r.id === step);
}
