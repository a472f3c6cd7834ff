import {
  InstancePreview,
  InstanceRecord,
  InstanceSpec,
  InstanceStatus,
  LocalizedText,
  OperationKind,
  ResourceChange,
} from '@dbaas-portal/plugin-dbaas-common';
import { JsonObject } from '@backstage/types';
import {
  Binding,
  Detection,
  Evidence,
  Platform,
  RenderContext,
} from '@dbaas-portal/plugin-dbaas-node';

import { ErrorDetails, problemOf } from '../errors';

/** Stands for what only an operation gives: uid, incarnation, id. */
const NOT_YET = 'preview';

const NOTHING_SEEN: Evidence = { resources: [], probes: [], reachable: true };

export type PreviewScene = {
  binding: Binding;
  platform: Platform;
  detection: Detection;
  kind: OperationKind;
  input: JsonObject;
  target: InstanceSpec;
  /** Absent for a create. */
  record?: InstanceRecord;
  evidence?: Evidence;
  now: string;
};

function unseen(now: string): InstanceStatus {
  return {
    health: 'grey',
    reasons: [],
    members: [],
    endpoints: [],
    observedAt: now,
  };
}

/** What an operation would do, without doing it. */
export class PreviewMaker {
  /** Changes and steps, where nothing is wrong. */
  async preview(
    problems: ErrorDetails[],
    scene: PreviewScene,
  ): Promise<Pick<InstancePreview, 'problems' | 'changes' | 'steps'>> {
    if (problems.length > 0) {
      return { problems: problems.map(problemOf), changes: [], steps: [] };
    }
    return {
      problems: [],
      changes: await this.changes(scene),
      steps: this.steps(scene),
    };
  }

  /** The titles of its steps, as far as they can be told now. */
  private steps(scene: PreviewScene): LocalizedText[] {
    const { binding, record, target, now } = scene;
    const evidence = scene.evidence ?? NOTHING_SEEN;
    const context = this.context(scene);
    const next = binding.next({
      operation: {
        id: NOT_YET,
        kind: scene.kind,
        input: scene.input,
        mode: 'forward',
      },
      record: record ?? {
        uid: NOT_YET,
        revision: 1,
        spec: target,
        incarnation: NOT_YET,
        phase: 'creating',
        createdAt: now,
        createdBy: NOT_YET,
      },
      ...(record ? { before: record.spec } : {}),
      target,
      evidence,
      status: record
        ? binding.observe(record.spec, evidence, context)
        : unseen(now),
      journal: [],
      context,
    });
    return next.state === 'continue' ? next.plan.map(s => s.title) : [];
  }

  /** What would be applied, as the platform itself says. */
  private async changes(scene: PreviewScene): Promise<ResourceChange[]> {
    const { binding, platform, target, record } = scene;
    if (scene.kind === 'delete') {
      return (scene.evidence ?? NOTHING_SEEN).resources.map(({ resource }) => ({
        action: 'delete',
        kind: resource.kind,
        name: resource.metadata.name,
        resource: {},
      }));
    }
    return platform.preview(
      target.location,
      { uid: record?.uid ?? NOT_YET, tenant: target.tenant },
      binding.render(target, this.context(scene)),
    );
  }

  private context({ record, detection, now }: PreviewScene): RenderContext {
    return {
      now,
      detection,
      uid: record?.uid ?? NOT_YET,
      incarnation: record?.incarnation ?? NOT_YET,
      nextIncarnation: NOT_YET,
    };
  }
}
