import { messages } from './messages';
import zh from './zh';

const flat = (value: object, path = ''): Array<[string, string]> =>
  Object.entries(value).flatMap(
    ([key, entry]): Array<[string, string]> =>
      typeof entry === 'string'
        ? [[`${path}${key}`, entry]]
        : flat(entry, `${path}${key}.`),
  );

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe('zh', () => {
  it('has every message, with the same placeholders, and nothing else', () => {
    const chinese = new Map(Object.entries(zh));
    const english = flat(messages);
    expect([...chinese.keys()].sort()).toEqual(
      english.map(([key]) => key).sort(),
    );
    for (const [key, text] of english) {
      expect([key, placeholders(chinese.get(key) ?? '')]).toEqual([
        key,
        placeholders(text),
      ]);
    }
  });
});
