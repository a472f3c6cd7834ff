import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { AccessNeed, LocationSurvey } from '@dbaas-portal/plugin-dbaas-node';
import { ClusterAccess } from '../access';
import { isKubernetesError } from '../client/KubernetesError';
import { Objects } from '../client/Objects';
import { Answer, Kept } from './Kept';
import { Nodes } from './nodes';
import { notes } from './notes';
import { readRequests } from './requests';
import { readRights } from './rights';
import { readStorage } from './storage';

/** Counting pods is dear in a large cluster, and then done less often. */
const KEEP = { freshMs: 30_000, costFactor: 10, patienceMs: 3_000 };

type Section<T> = { answer?: Answer<T>; said: Reason[] };

/** What may not be looked at is a note; no answer at all is no survey. */
async function section<T>(kept: Kept<T>): Promise<Section<T>> {
  try {
    return { answer: await kept.get(), said: [] };
  } catch (error) {
    if (
      !isKubernetesError(error) ||
      error.code === 'unreachable' ||
      error.code === 'unauthorized'
    ) {
      throw error;
    }
    return { said: [notes.refused(error)] };
  }
}

/** What a cluster is made of: asked for once for all who look. */
export class ClusterSurvey {
  private needs: AccessNeed[] = [];
  private readonly requests: Kept<Awaited<ReturnType<typeof readRequests>>>;
  private readonly storage: Kept<Awaited<ReturnType<typeof readStorage>>>;
  private readonly rights: Kept<Awaited<ReturnType<typeof readRights>>>;

  constructor(
    private readonly options: {
      objects: Objects;
      nodes: Kept<Nodes>;
      own: ClusterAccess;
      tenants: () => string[];
    },
  ) {
    const { objects, own, tenants } = options;
    this.requests = new Kept(() => readRequests(objects), KEEP);
    this.storage = new Kept(() => readStorage(objects), KEEP);
    this.rights = new Kept(
      () => readRights(objects.client, own, this.needs, tenants()),
      KEEP,
    );
  }

  async survey(needs: AccessNeed[]): Promise<LocationSurvey> {
    if (JSON.stringify(needs) !== JSON.stringify(this.needs)) {
      this.needs = needs;
      this.rights.forget();
    }
    const [nodes, requests, storage, rights] = await Promise.all([
      section(this.options.nodes),
      section(this.requests),
      section(this.storage),
      section(this.rights),
    ]);
    const times = [nodes, requests, storage, rights].flatMap(({ answer }) =>
      answer ? [answer.at] : [],
    );
    return {
      observedAt: new Date(Math.min(Date.now(), ...times)).toISOString(),
      nodes: joined(nodes, requests),
      storage: { items: storage.answer?.value ?? [], notes: storage.said },
      rights: {
        items: rights.answer?.value.items ?? [],
        notes: rights.answer?.value.notes ?? rights.said,
      },
    };
  }
}

function joined(
  nodes: Section<Nodes>,
  requests: Section<Awaited<ReturnType<typeof readRequests>>>,
): LocationSurvey['nodes'] {
  const found = nodes.answer?.value ?? { items: [], isWhole: true };
  const counted = requests.answer?.value;
  return {
    items: found.items.map(({ ephemeralMib: _, ...node }) => ({
      ...node,
      ...(counted ? { requested: counted.of(node.name) } : {}),
    })),
    notes: [
      ...nodes.said,
      ...requests.said,
      ...(found.isWhole ? [] : [notes.nodesCut(found.items.length)]),
      ...(requests.answer && !counted ? [notes.tooManyPods()] : []),
    ],
  };
}
