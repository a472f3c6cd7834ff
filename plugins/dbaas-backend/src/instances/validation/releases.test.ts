import { fakeSpec } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { checkRelease, checkUpgrade } from './releases';

const available = { available: true };
const detection = {
  available,
  versions: [
    { id: '18', availability: available, releases: ['18.4'] },
    { id: '17', availability: available, releases: ['17.11', '17.9', '17.6'] },
    { id: '16', availability: available },
  ],
  topologies: [],
  tls: available,
  facts: {},
};

const problems = (
  target: string,
  spec: { version?: string; release?: string } = { release: '17.9' },
  runningVersion = '17.9 (of a distribution)',
) =>
  checkUpgrade(
    {
      record: {
        uid: 'u-1',
        revision: 1,
        spec: fakeSpec({ version: '17', ...spec }),
        incarnation: 'i1',
        phase: 'active',
        createdAt: '2026-01-01T00:00:00Z',
        createdBy: 'user:default/a',
      },
      status: {
        health: 'green',
        reasons: [],
        members: [],
        endpoints: [],
        observedAt: '2026-01-01T00:00:00Z',
        runningVersion,
      },
    },
    target,
    detection,
  );

describe('an upgrade', () => {
  it('goes to a newer release of the same version', () => {
    expect(problems('17.11')).toEqual([]);
    expect(problems('17.11', {})).toEqual([]);
  });

  it.each([
    ['to where it is', '17.9', 'invalid-request', /already/],
    ['back', '17.6', 'invalid-request', /no way back/],
    ['to a release of another version', '18.4', 'invalid-request', /major/],
    ['to another version', '18', 'invalid-request', /major/],
  ])('is refused %s', (_, target, code, detail) => {
    expect(problems(target)).toEqual([
      {
        code,
        field: 'input.targetVersion',
        words: {
          detail: { en: expect.stringMatching(detail), zh: expect.any(String) },
        },
      },
    ]);
  });

  it('takes the server’s own word where no release was ever chosen', () => {
    expect(problems('17.6', {}, '17.9 (of a distribution)')).toMatchObject([
      { code: 'invalid-request' },
    ]);
  });

  it('names the newer ones where there is no such release', () => {
    expect(problems('17.99')).toMatchObject([
      { code: 'unknown-value', params: { possible: '17.11' } },
    ]);
  });

  it('is not offered where there is nothing to choose', () => {
    expect(problems('16.3', { version: '16' })).toMatchObject([
      { code: 'not-offered', field: 'kind' },
    ]);
  });

  it('a request may name a release that is there', () => {
    expect(checkRelease(undefined, detection, '17')).toEqual([]);
    expect(checkRelease('17.6', detection, '17')).toEqual([]);
    expect(checkRelease('17.5', detection, '17')).toMatchObject([
      { code: 'unknown-value', field: 'release' },
    ]);
  });
});
