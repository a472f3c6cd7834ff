import { PathSegment } from '../contracts';

const PLAIN = /^[\w-]+$/;

/**
 * A path as people write it: `spec.containers[name=main].image`. Names with
 * dots stand in brackets and quotes.
 *
 * @public
 */
export function pathText(path: PathSegment[]): string {
  return path
    .map((segment, i) => {
      if (typeof segment === 'number') {
        return `[${segment}]`;
      }
      if (typeof segment === 'object') {
        return `[${segment.key}=${segment.value}]`;
      }
      if (!PLAIN.test(segment)) {
        return `[${JSON.stringify(segment)}]`;
      }
      return i === 0 ? segment : `.${segment}`;
    })
    .join('');
}
