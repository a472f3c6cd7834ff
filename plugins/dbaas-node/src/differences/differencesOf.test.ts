import { JsonObject, JsonValue } from '@backstage/types';
import { differencesOf, DifferenceRules } from './differencesOf';
import { pathText } from './pathText';

const at = (is: JsonObject, wanted: JsonObject, rules?: DifferenceRules) =>
  differencesOf(is, wanted, rules).map(({ path, ...sides }) => ({
    path: pathText(path),
    ...sides,
  }));

const inList = (is: JsonValue[], wanted: JsonValue[]) =>
  at({ list: is }, { list: wanted });

describe('differences', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['the same', { a: { b: [1, 'x', true] } }, { a: { b: [1, 'x', true] } }],
    ['another order of names', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['nothing, and nothing said', { a: null, b: 1 }, { b: 1 }],
    ['two empty lists', { a: [] }, { a: [] }],
    [
      'named items in another order',
      { a: [{ name: 'x', v: 1 }, { name: 'y' }] },
      { a: [{ name: 'y' }, { name: 'x', v: 1 }] },
    ],
    ['lists in lists', { a: [[1], [2, 3]] }, { a: [[1], [2, 3]] }],
  ])('are none between %s', (_, is, wanted) => {
    expect(at(is, wanted)).toEqual([]);
  });

  it.each<[string, JsonObject, JsonObject, object[]]>([
    ['a value', { a: 1 }, { a: 2 }, [{ path: 'a', is: 1, wanted: 2 }]],
    ['a type', { a: '1' }, { a: 1 }, [{ path: 'a', is: '1', wanted: 1 }]],
    ['yes and nothing', { a: false }, {}, [{ path: 'a', is: false }]],
    [
      'an empty text and nothing',
      { a: '' },
      { b: '' },
      [
        { path: 'a', is: '' },
        { path: 'b', wanted: '' },
      ],
    ],
    [
      'a whole that is not there',
      { a: {} },
      { a: { b: { c: 1 } } },
      [{ path: 'a.b', wanted: { c: 1 } }],
    ],
    [
      'what nobody wants',
      { a: { b: { c: 1 } } },
      { a: {} },
      [{ path: 'a.b', is: { c: 1 } }],
    ],
    [
      'a whole and a value',
      { a: { b: 1 } },
      { a: 'b' },
      [{ path: 'a', is: { b: 1 }, wanted: 'b' }],
    ],
    [
      'a list and a value',
      { a: ['b'] },
      { a: 'b' },
      [{ path: 'a', is: ['b'], wanted: 'b' }],
    ],
    [
      'names with dots',
      { labels: { 'x.io/y': 'a' } },
      { labels: { 'x.io/y': 'b' } },
      [{ path: 'labels["x.io/y"]', is: 'a', wanted: 'b' }],
    ],
  ])('tell %s', (_, is, wanted, found) => {
    expect(at(is, wanted)).toEqual(found);
  });

  it('compares named items with their namesakes', () => {
    expect(
      inList(
        [
          { name: 'a', v: 1 },
          { name: 'b', v: 1 },
        ],
        [
          { name: 'c', v: 1 },
          { name: 'b', v: 2 },
        ],
      ),
    ).toEqual([
      { path: 'list[name=a]', is: { name: 'a', v: 1 } },
      { path: 'list[name=b].v', is: 1, wanted: 2 },
      { path: 'list[name=c]', wanted: { name: 'c', v: 1 } },
    ]);
  });

  it('knows ports by their number where they have no name', () => {
    expect(
      inList([{ port: 1, x: 'a' }, { port: 2 }], [{ port: 1, x: 'b' }]),
    ).toEqual([
      { path: 'list[port=1].x', is: 'a', wanted: 'b' },
      { path: 'list[port=2]', is: { port: 2 } },
    ]);
  });

  it('goes by place where names are not each one’s own', () => {
    const twice = (v: number) => [{ name: 'a' }, { name: 'a', v }];
    expect(inList(twice(1), twice(2))).toEqual([
      { path: 'list[1].v', is: 1, wanted: 2 },
    ]);
  });

  it('takes lists of plain values as a whole, and their order seriously', () => {
    expect(inList(['a', 'b'], ['b', 'a'])).toEqual([
      { path: 'list', is: ['a', 'b'], wanted: ['b', 'a'] },
    ]);
    expect(inList([], ['a'])).toEqual([
      { path: 'list', is: [], wanted: ['a'] },
    ]);
  });

  it('lets the platform say what means the same', () => {
    const rules: DifferenceRules = {
      means: (is, wanted, path) =>
        path[0] === 'size' && Number(is) === Number(wanted),
    };
    const found = at(
      { size: '1', other: '1', list: ['1'] },
      { size: 1, other: 1, list: [1] },
      rules,
    );
    expect(found.map(({ path }) => path)).toEqual(['other', 'list']);
    expect(at({ size: ['1', '2'] }, { size: [1, 2] }, rules)).toEqual([]);
  });

  it('keeps away from what only looks like a name', () => {
    const is: JsonObject = JSON.parse('{"__proto__": {"a": 1}}');
    expect(at(is, {})).toEqual([{ path: '__proto__', is: { a: 1 } }]);
    expect(at({}, { constructor: 'x' })).toEqual([
      { path: 'constructor', wanted: 'x' },
    ]);
  });
});
