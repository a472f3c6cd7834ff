import { LineCutter } from './LineCutter';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('LineCutter', () => {
  it('makes the same lines however the bytes come', () => {
    const all = bytes('one\r\n\n二二\nlast');
    for (let size = 1; size <= all.length; size++) {
      const cutter = new LineCutter();
      const lines = [];
      for (let at = 0; at < all.length; at += size) {
        lines.push(...cutter.push(all.subarray(at, at + size)));
      }
      expect([...lines, ...cutter.rest()].map(l => l.text)).toEqual([
        'one',
        '',
        '二二',
        'last',
      ]);
      expect(cutter.rest()).toEqual([]);
    }
  });

  it('keeps no more of a line than the bound, and no half character', () => {
    const cutter = new LineCutter(7);
    // Three bytes each: two fit, the third is cut through.
    expect(cutter.push(bytes('二二'))).toEqual([]);
    expect(cutter.push(bytes('二 and much more'))).toEqual([]);
    expect(cutter.push(bytes('\nnext\n'))).toEqual([
      { text: '二二', cut: true },
      { text: 'next' },
    ]);
  });

  it('survives bytes that are no text, and a buffer that is used again', () => {
    const cutter = new LineCutter();
    const buffer = Buffer.of(0x61, 0xff, 0x62);
    cutter.push(buffer);
    buffer.fill(0x7a);
    expect(cutter.push(bytes('\n'))).toEqual([{ text: 'a\uFFFDb' }]);
  });
});
