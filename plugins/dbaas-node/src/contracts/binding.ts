import { JsonObject } from '@backstage/types';
import {
  Availability,
  Facets,
  InstanceRecord,
  InstanceSpec,
  InstanceStatus,
  LocalizedText,
  OperationKind,
  Reason,
  ResourceSum,
  VersionOffer,
} from '@dbaas-portal/plugin-dbaas-common';
import { Evidence, ProbeTarget } from './evidence';
import { BindingLogs } from './logs';
import { Observed, PlatformResource } from './resource';
import { Step, StepResult } from './step';
import { TerminalTarget } from './terminal';

/**
 * The version of the contracts that this package describes. A binding,
 * platform or driver of another version is refused at start, by name.
 *
 * @public
 */
export const CONTRACT_VERSION = 1;

/**
 * What a platform found for the queries of the bindings: programs on a
 * machine, operators in a cluster. Keyed by the query's id.
 *
 * @public
 */
export type Inventory = {
  found: Record<string, Finding[]>;
};

/**
 * One thing found, e.g. a server's build with its version and its programs.
 *
 * @public
 */
export type Finding = { version: string; facts: JsonObject };

/**
 * What a platform shall look for on behalf of a binding. Platforms define the
 * rest of the shape.
 *
 * @public
 */
export type InventoryQuery = { id: string };

/**
 * Whether the binding can work at a location, and with what.
 *
 * @public
 */
export type Detection = {
  available: Availability;
  /** Which build or operator serves it, for people. */
  provider?: string;
  /**
   * The controller's versions that the binding was tested with, for people;
   * where another one is found, `available` says so.
   */
  tested?: string[];
  versions: VersionOffer[];
  topologies: Array<{ id: string; availability: Availability }>;
  /** Whether connections can be encrypted, by at least one version. */
  tls: Availability;
  /** What `render` and `next` need, e.g. paths of programs by version. */
  facts: JsonObject;
};

/**
 * What pure code needs to know about where and when it is called.
 *
 * @public
 */
export type BindingContext = {
  /** RFC 3339: the moment of the call. */
  now: string;
  detection: Detection;
};

/** @public */
export type RenderContext = BindingContext & {
  uid: string;
  incarnation: string;
  /**
   * The id that a new incarnation made by this operation has: the same at
   * every call of one operation. For restore in place and migration.
   */
  nextIncarnation: string;
};

/**
 * An operation as a binding sees it.
 *
 * @public
 */
export type OperationRequest = {
  id: string;
  kind: OperationKind;
  input: JsonObject;
  /**
   * `clean-up` after a failure or a cancel: lead back to `before`, or, where
   * there is no `before`, to nothing left.
   */
  mode: 'forward' | 'clean-up';
};

/** @public */
export type NextInput<R extends PlatformResource = PlatformResource> = {
  operation: OperationRequest;
  record: InstanceRecord;
  /** The spec before the operation; absent for create. */
  before?: InstanceSpec;
  /** The spec that the operation leads to; for delete the last one. */
  target: InstanceSpec;
  evidence: Evidence<R>;
  /** `observe` of the same evidence. */
  status: InstanceStatus;
  journal: StepResult[];
  context: RenderContext;
};

/**
 * What to do now. The worker executes `plan[0]`, records its outcome and asks
 * again with fresh evidence; the rest of the plan is what people are shown.
 *
 * @public
 */
export type Next =
  | { state: 'continue'; plan: Step[] }
  /**
   * `spec` where another spec than the target holds now, e.g. the version
   * between two hops of an upgrade that was cleaned up half-way.
   */
  | { state: 'done'; spec?: InstanceSpec }
  | { state: 'failed'; reason: Reason; remains?: LocalizedText };

/**
 * What an instance takes: always, and at most while an operation runs.
 *
 * @public
 */
export type Footprint = { steady: ResourceSum; surge: ResourceSum };

/**
 * What the portal shall do by itself, because nobody else will: e.g. begin a
 * group again after all its members ended together.
 *
 * @public
 */
export type Upkeep = {
  kind: 'restart' | 'start';
  input?: JsonObject;
  /** Why; the ledger tells it. */
  reason: Reason;
};

/** A rule of least privilege, in the words of the platform. @public */
export type AccessRule = {
  group: string;
  resources: string[];
  verbs: string[];
};

/**
 * Pure code that maps one engine onto one platform by one controller. No I/O,
 * no clock, no randomness of its own: the same input gives the same output,
 * so that it is tested with fixtures and survives any crash.
 *
 * @public
 */
export interface Binding<
  R extends PlatformResource = PlatformResource,
  Q extends InventoryQuery = InventoryQuery,
> {
  readonly contractVersion: number;
  readonly engine: string;
  readonly platform: string;
  /** What drives the members, e.g. `processes`, `cloudnative-pg`. */
  readonly controller: string;
  /** What the platform shall look for at every location. */
  readonly queries: Q[];
  /** Kinds of resources that belong to instances of this binding. */
  readonly watches: string[];
  /** The least that the platform must be allowed to do. */
  readonly access: AccessRule[];

  detect(inventory: Inventory): Detection;
  /** Whose resource it is, if it belongs to this binding. */
  identify(resource: R): { uid?: string; name: string } | undefined;
  /** The spec that resources carry: for adoption and drift. */
  read(resources: R[]): Partial<InstanceSpec> | undefined;
  render(spec: InstanceSpec, context: RenderContext): R[];
  /**
   * The resources of an instance that is there, as they are to be: where they
   * depend on what became of it, e.g. on who is the primary by now. Absent:
   * what `render` says.
   */
  wanted?(
    spec: InstanceSpec,
    evidence: Evidence<R>,
    context: RenderContext,
  ): R[];
  observe(
    spec: InstanceSpec,
    evidence: Evidence<R>,
    context: BindingContext,
  ): InstanceStatus;
  /** Which servers to ask about their role and health, given what is seen. */
  probes(spec: InstanceSpec, resources: Observed<R>[]): ProbeTarget[];
  /** Of a binding that offers logs, where their platform needs help with them. */
  readonly logs?: BindingLogs<R>;
  facets(spec: InstanceSpec, context: BindingContext): Facets;
  next(input: NextInput<R>): Next;
  footprint(spec: InstanceSpec, operation?: OperationKind): Footprint;
  /**
   * Where a terminal of one of the facet's kinds leads; undefined for a member
   * or a kind that is not there. Absent: terminals are not offered.
   */
  terminal?(
    spec: InstanceSpec,
    resources: Observed<R>[],
    wanted: { member: string; kind: string },
  ): TerminalTarget | undefined;
  /**
   * What no controller mends by itself, but an operation would, without the
   * risk of losing anything. The core does it when this has been said for a
   * while, no operation runs, and not too often. Absent: nothing.
   */
  upkeep?(spec: InstanceSpec, status: InstanceStatus): Upkeep | undefined;
}
