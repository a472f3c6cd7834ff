import { versionOfImage } from './operators';
import { quantity } from './quantity';

it.each([
  ['2', 2],
  ['1500m', 1.5],
  ['8Gi', 8 * 1024 ** 3],
  ['512Mi', 512 * 1024 ** 2],
  ['1000k', 1e6],
  ['123456', 123456],
  ['1.5e3', 1500],
  ['2Ei', 2 * 1024 ** 6],
  ['a lot', 0],
  [undefined, 0],
])('reads the quantity %s', (text, value) => {
  expect(quantity(text)).toBe(value);
});

it.each([
  ['ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0', '1.30.0'],
  ['registry.example:5000/operators/mariadb-operator:v25.10.4', '25.10.4'],
  ['example/operator:1.2.3@sha256:0123456789abcdef', '1.2.3'],
  ['registry.example:5000/operator', 'unknown'],
])('reads the version of the image %s', (image, version) => {
  expect(versionOfImage(image)).toBe(version);
});
