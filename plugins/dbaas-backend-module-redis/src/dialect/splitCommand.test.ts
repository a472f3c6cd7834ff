import { splitCommand } from './splitCommand';

describe('splitCommand', () => {
  it.each([
    ['GET a', ['GET', 'a']],
    ['  SET  k   v ', ['SET', 'k', 'v']],
    ['SET k "a b\\n\\x41\\""', ['SET', 'k', 'a b\nA"']],
    ["SET k 'it\\'s \\n'", ['SET', 'k', "it's \\n"]],
    ['SET k ""', ['SET', 'k', '']],
  ])('%s', (line, args) => {
    expect(splitCommand(line)).toEqual(args);
  });

  it.each([
    ['', /no command/],
    ['SET k "open', /not closed/],
    ['SET k "a"b', /blank must follow/],
    ['GET a\nDEL a', /second line/],
  ])('refuses %j', (line, message) => {
    expect(() => splitCommand(line)).toThrow(message);
  });
});
