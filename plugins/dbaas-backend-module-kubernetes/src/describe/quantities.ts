import { JsonValue } from '@backstage/types';
import { PathSegment } from '@dbaas-portal/plugin-dbaas-node';

const QUANTITY =
  /^([+-]?\d{1,20}(?:\.\d{1,20})?)(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d{1,2}))?$/;

const UNITS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

function quantityOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  const [, digits, unit, power] =
    (typeof value === 'string' && QUANTITY.exec(value)) || [];
  if (digits === undefined) {
    return undefined;
  }
  const factor = unit ? UNITS[unit] : 10 ** Number(power ?? 0);
  return Number(digits) * factor;
}

/** Where Kubernetes takes quantities; elsewhere `1` and `1.0` are two texts. */
function holdsQuantity(path: PathSegment[]): boolean {
  return path.some(
    segment =>
      typeof segment === 'string' &&
      /^(resources|requests|limits|storage|size|capacity|hard|sizeLimit)$/.test(
        segment,
      ),
  );
}

/**
 * Whether two values are one quantity, written in two ways: `1Gi` and
 * `1024Mi`, `0.5` and `500m`. Fields of custom resources stay as they were
 * written, so the API server does not say it.
 */
export function meansSameQuantity(
  is: JsonValue,
  wanted: JsonValue,
  path: PathSegment[],
): boolean {
  if (path[0] === 'metadata' || !holdsQuantity(path)) {
    return false;
  }
  const [there, asked] = [quantityOf(is), quantityOf(wanted)];
  if (there === undefined || asked === undefined) {
    return false;
  }
  // What is left of halves and thousandths in binary is no difference.
  const size = Math.max(Math.abs(there), Math.abs(asked));
  return Math.abs(there - asked) <= size * 1e-12;
}
