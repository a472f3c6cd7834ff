import { LocalizedText, Reason } from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';

/** What the API server says when it refuses: a `Status` object. */
const statusShape = z.object({
  kind: z.literal('Status'),
  reason: z.string().optional(),
  message: z.string().optional(),
  details: z
    .object({
      name: z.string().optional(),
      kind: z.string().optional(),
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            message: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

type ApiStatus = z.infer<typeof statusShape>;

/** Kinds of refusal that callers tell apart. */
export type KubernetesErrorCode =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'already-exists'
  | 'conflict'
  | 'field-conflict'
  | 'expired'
  | 'invalid'
  | 'busy'
  | 'no-pod'
  | 'refused';

const TEXTS: Record<KubernetesErrorCode, (what: string) => LocalizedText> = {
  unreachable: what => ({
    en: `The cluster does not answer: ${what}`,
    zh: `集群无响应:${what}`,
  }),
  unauthorized: what => ({
    en: `The cluster does not know the portal's login: ${what}`,
    zh: `集群不接受门户的登录凭据:${what}`,
  }),
  forbidden: what => ({
    en: `The cluster does not allow it: ${what}`,
    zh: `集群不允许该操作:${what}`,
  }),
  'not-found': what => ({
    en: `It is not in the cluster: ${what}`,
    zh: `集群中不存在:${what}`,
  }),
  'already-exists': what => ({
    en: `It is in the cluster already: ${what}`,
    zh: `集群中已存在:${what}`,
  }),
  conflict: what => ({
    en: `It has changed meanwhile: ${what}`,
    zh: `期间已被修改:${what}`,
  }),
  'field-conflict': what => ({
    en: `Somebody else manages what the portal wants to set: ${what}`,
    zh: `门户要设置的字段由其他管理者控制:${what}`,
  }),
  expired: what => ({
    en: `The place in the watch is too old: ${what}`,
    zh: `监视位置已过期:${what}`,
  }),
  invalid: what => ({
    en: `The cluster says that it is not valid: ${what}`,
    zh: `集群认为内容无效:${what}`,
  }),
  busy: what => ({
    en: `The cluster is busy: ${what}`,
    zh: `集群繁忙:${what}`,
  }),
  'no-pod': what => ({
    en: `No pod stands ready behind ${what}`,
    zh: `${what} 背后没有就绪的 Pod`,
  }),
  refused: what => ({
    en: `The cluster refuses it: ${what}`,
    zh: `集群拒绝该请求:${what}`,
  }),
};

const PASSING: ReadonlySet<KubernetesErrorCode> = new Set([
  'unreachable',
  'busy',
  'expired',
  'no-pod',
]);

/**
 * A refusal or a silence of the API server, with a reason for people. The
 * server's words name objects and fields, never the content of a Secret: the
 * portal sends Secrets only by calls whose errors are replaced.
 */
export class KubernetesError extends Error {
  readonly name = 'KubernetesError';
  readonly reason: Reason;
  /** Whether the same call may succeed when it is made again. */
  readonly transient: boolean;
  readonly retryAfterMs?: number;
  /** The status of the answer, where there was one. */
  readonly http?: number;

  constructor(
    readonly code: KubernetesErrorCode,
    what: string,
    options: { cause?: unknown; retryAfterMs?: number; http?: number } = {},
  ) {
    const text = TEXTS[code](what);
    super(text.en, options.cause ? { cause: options.cause } : undefined);
    this.transient = PASSING.has(code);
    this.retryAfterMs = options.retryAfterMs;
    this.http = options.http;
    this.reason = { code: `kubernetes-${code}`, params: { what }, text };
  }
}

export function isKubernetesError(
  error: unknown,
  code?: KubernetesErrorCode,
): error is KubernetesError {
  return (
    error instanceof KubernetesError &&
    (code === undefined || error.code === code)
  );
}

/** What may be believed only of the API server itself. */
const ITS_OWN: readonly number[] = [400, 404, 409, 410, 422];

function codeOf(http: number, status: ApiStatus): KubernetesErrorCode {
  const fieldConflict = status.details?.causes?.some(
    c => c.reason === 'FieldManagerConflict',
  );
  switch (http) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      if (fieldConflict) {
        return 'field-conflict';
      }
      return status.reason === 'AlreadyExists' ? 'already-exists' : 'conflict';
    case 410:
      return 'expired';
    case 400:
    case 422:
      return 'invalid';
    default:
      // Fields that a definition does not know are told as a fault of the
      // server, and no second try changes them.
      if (http === 500 && /not declared in schema/.test(status.message ?? '')) {
        return 'invalid';
      }
      return http === 429 || http >= 500 ? 'busy' : 'refused';
  }
}

/**
 * The error of an answer. What stands before an API server (a load balancer, a
 * gateway) says 404 too: from it nobody learns that something is not there.
 */
export function errorOfAnswer(http: number, body: string): KubernetesError {
  const status = readStatus(body);
  if (!status) {
    return new KubernetesError(
      ITS_OWN.includes(http) ? 'unreachable' : codeOf(http, { kind: 'Status' }),
      `HTTP ${http}, not by its API server`,
      { http },
    );
  }
  const after = status.details?.retryAfterSeconds;
  return new KubernetesError(
    codeOf(http, status),
    status.message ?? `HTTP ${http}`,
    { http, ...(after === undefined ? {} : { retryAfterMs: after * 1000 }) },
  );
}

function readStatus(body: string): ApiStatus | undefined {
  try {
    return statusShape.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** An answer that says nothing of the cluster: a page to sign in at, say. */
export function notByApiServer(): KubernetesError {
  return new KubernetesError(
    'unreachable',
    'an answer that is not by its API server',
  );
}
