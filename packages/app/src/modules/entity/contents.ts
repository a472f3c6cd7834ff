import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { titleIn } from '../translations/titles';

const { title, group, filterFunction, filterExpression } =
  EntityContentBlueprint.dataRefs;

/** A tab as the entity page gets it; the page asks by `get`, and knows its node. */
type Content<Value extends { id: string }> = Iterable<Value> & {
  node: { spec: { id: string } };
};

/** The same tab with other data; `undefined` takes some away. */
function withData<Value extends { id: string; value: unknown }>(
  content: Content<Value>,
  changes: Array<[ref: { id: string }, value: unknown]>,
) {
  const data = new Map<string, unknown>();
  for (const { id, value } of content) data.set(id, value);
  for (const [{ id }, value] of changes) data.set(id, value);
  return {
    node: content.node,
    get: (ref: { id: string }) => data.get(ref.id),
    [Symbol.iterator]: () => content[Symbol.iterator](),
  };
}

function dataOf<Value extends { id: string; value: unknown }>(
  content: Content<Value>,
  ref: { id: string },
): unknown {
  for (const { id, value } of content) if (id === ref.id) return value;
  return undefined;
}

/**
 * The tabs in a language. A database begins with what the portal knows of it;
 * what the catalog knows (about it, its relations) is one tab more.
 */
export function contentsIn<Value extends { id: string; value: unknown }>(
  contents: Array<Content<Value>>,
  language: string,
) {
  const find = (id: string) =>
    contents.find(content => content.node.spec.id === id);
  const ofCatalog = find('entity-content:catalog/overview');
  const ofDatabase = find('entity-content:dbaas/overview');
  return [
    ...contents.map(content =>
      withData(content, [
        [title, titleIn(language, String(dataOf(content, title)))],
      ]),
    ),
    ...(ofCatalog && ofDatabase
      ? [
          withData(ofCatalog, [
            [title, titleIn(language, 'About')],
            [coreExtensionData.routePath, '/about'],
            [coreExtensionData.routeRef, undefined],
            [group, undefined],
            [filterFunction, dataOf(ofDatabase, filterFunction)],
            [filterExpression, dataOf(ofDatabase, filterExpression)],
          ]),
        ]
      : []),
  ];
}
