import { LocalizedText } from './text';

/**
 * A parameter of an engine that a user may set. The value's type follows
 * `type`; bounds are inclusive.
 *
 * @public
 */
export type ParameterDescriptor = {
  name: string;
  type: 'integer' | 'number' | 'boolean' | 'string' | 'enum';
  /** What the number counts, e.g. `ms`, `MiB`, `connections`. */
  unit?: string;
  minimum?: number;
  maximum?: number;
  /** For `enum`: the values that the engine takes. */
  values?: string[];
  /** For `string`: a regular expression that the whole value matches. */
  pattern?: string;
  default: ParameterValue;
  /** Whether a change takes effect only after the members restart. */
  restart: boolean;
  description: LocalizedText;
};

/** @public */
export type ParameterValue = string | number | boolean;

/** @public */
export type Parameters = Record<string, ParameterValue>;

/**
 * CPU in thousandths of a core, memory and storage in MiB, per member.
 *
 * @public
 */
export type MemberResources = {
  cpuMillis: number;
  memoryMib: number;
  storageMib: number;
};

/** @public */
export type SizePreset = MemberResources & {
  id: string;
  name: LocalizedText;
};

/** @public */
export type EngineVersion = {
  /** What a user asks for, e.g. `18`; the running patch version is status. */
  id: string;
  name: string;
  /** Set when new instances of it are discouraged. */
  deprecated?: LocalizedText;
};

/** @public */
export type TopologyDescriptor = {
  id: string;
  name: LocalizedText;
  description: LocalizedText;
  members: { minimum: number; maximum: number; default: number; odd?: boolean };
  /** Whether it goes on serving when one member is lost. */
  highlyAvailable: boolean;
};

/**
 * What a name may look like inside an engine.
 *
 * @public
 */
export type NameRule = {
  /** A regular expression that the whole name matches. */
  pattern: string;
  maxLength: number;
  /** Names that the engine or the portal keeps for itself, lower case. */
  reserved: string[];
};

/**
 * How to connect with one client. `template` may use `{host}`, `{port}`,
 * `{user}`, `{database}`, `{tls}` (`true` or `false`) and `{password}`, which
 * stays the name of an environment variable until the user reveals the secret.
 *
 * @public
 */
export type ConnectSnippet = {
  id: string;
  label: string;
  /** Language of the snippet for highlighting, e.g. `bash`, `java`. */
  language: string;
  template: string;
  /**
   * Shown for endpoints with TLS only, or without only, where the client has
   * to be told; absent where it serves both.
   */
  tls?: boolean;
};

/** @public */
export type UserLevel = {
  /** e.g. `read`, `write`, `owner`. */
  id: string;
  name: LocalizedText;
  description: LocalizedText;
};

/**
 * A database product, as data: everything that forms, lists and pages need to
 * know about it. Engines differ in descriptors, never in code outside their
 * own folder.
 *
 * @public
 */
export type EngineDescriptor = {
  /** e.g. `postgresql`. */
  id: string;
  /** The protocol family, which names the driver, e.g. `postgresql`, `mysql`. */
  family: string;
  name: string;
  description: LocalizedText;
  /** An SVG of at most 8 KiB, without scripts; shown in lists and forms. */
  icon?: string;
  versions: EngineVersion[];
  topologies: TopologyDescriptor[];
  parameters: ParameterDescriptor[];
  sizes: SizePreset[];
  /** Below this a member does not start. */
  minimum: MemberResources;
  /** The port that clients know, e.g. 5432. */
  defaultPort: number;
  /** Absent where the engine has no databases of its own name. */
  databases?: NameRule;
  users?: NameRule & { levels: UserLevel[] };
  /** How the console speaks to it; absent where there is no console. */
  console?: { kind: 'sql' | 'command'; example: string };
  connect: ConnectSnippet[];
};
