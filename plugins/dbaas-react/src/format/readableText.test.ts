import { readableText } from './readableText';

const text = { en: 'raw', zh: 'raw' };

describe('the text of a reason', () => {
  it.each([
    ['cpuMillis', 40_000, 5_500, 'CPU needs 40, 5.5 is left', '需要 40'],
    ['memoryMib', 2048, 512, 'memory needs 2 GiB, 512 MiB is left', '2 GiB'],
    ['instances', 1, 0, 'number of databases needs 1, 0 is left', '数据库数量'],
  ])('names %s in words', (resource, needed, free, en, zh) => {
    const read = readableText({
      code: 'over-quota',
      params: { tenant: 'shop', resource, needed, free },
      text,
    });
    expect(read.en).toContain(en);
    expect(read.zh).toContain(zh);
  });

  it('leaves all others as they are', () => {
    expect(readableText({ code: 'other', text })).toBe(text);
    expect(
      readableText({
        code: 'over-quota',
        params: { resource: 'gpus', needed: 1, free: 0 },
        text,
      }),
    ).toBe(text);
    expect(readableText({})).toBeUndefined();
  });
});
