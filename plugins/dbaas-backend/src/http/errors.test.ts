import { fieldOf } from './errors';

describe('the field of a validation error', () => {
  it.each([
    ["request/body must have required property 'name'", 'name'],
    ['request/body/a/b must be string, request/body/c must be …', 'a.b'],
    ['request/query/limit must be integer', 'limit'],
    ["Unknown query parameter 'x'", 'x'],
    ['request must be …', undefined],
  ])('%s', (message, field) => {
    expect(fieldOf(message)).toBe(field);
  });
});
