import { changedParameters } from './ChangeDialogs';

const defaults = { a: 1, b: true, c: 'x' };

describe('changed parameters', () => {
  it('are those that differ from what holds now', () => {
    expect(changedParameters({ a: 5 }, { a: 6, b: true }, defaults)).toEqual({
      a: 6,
    });
  });

  it('go back to the default when a value is taken away', () => {
    expect(changedParameters({ a: 5 }, {}, defaults)).toEqual({ a: 1 });
  });

  it('are none when the default is set by hand', () => {
    expect(changedParameters({}, { c: 'x' }, defaults)).toEqual({});
  });
});
