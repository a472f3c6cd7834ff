const KIB = 1024;
const FACTORS: Record<string, number> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: KIB,
  Mi: KIB ** 2,
  Gi: KIB ** 3,
  Ti: KIB ** 4,
  Pi: KIB ** 5,
  Ei: KIB ** 6,
};

/** A quantity of the API server as a number, e.g. `1500m` as 1.5. */
export function quantity(value: unknown): number {
  const match =
    /^(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+)|([KMGTPE]i|[numkMGTPE]))?$/.exec(
      String(value ?? ''),
    );
  if (!match) {
    return 0;
  }
  const [, digits, power = '0', unit = ''] = match;
  return Number(digits) * 10 ** Number(power) * FACTORS[unit];
}

export const millis = (value: unknown) => Math.round(quantity(value) * 1000);

export const mebibytes = (value: unknown) =>
  Math.floor(quantity(value) / KIB ** 2);
