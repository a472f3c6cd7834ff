import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readOptions } from './config';

const KUBECONFIG = `
apiVersion: v1
kind: Config
clusters:
- {name: a, cluster: {server: 'https://a.example:6443'}}
- {name: b, cluster: {server: 'https://b.example:6443'}}
users:
- {name: me, user: {}}
contexts:
- {name: in-a, context: {cluster: a, user: me}}
- {name: in-b, context: {cluster: b, user: me}}
current-context: in-a
`;

describe('clusters in the config', () => {
  let folder: string;
  let kubeconfig: string;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kubeconfig-'));
    kubeconfig = path.join(folder, 'config');
    await fs.writeFile(kubeconfig, KUBECONFIG);
  });
  afterAll(() => fs.rm(folder, { recursive: true }));

  const read = (data: object) =>
    readOptions(new ConfigReader(JSON.parse(JSON.stringify(data))));
  const serversOf = (data: object) =>
    read(data).clusters.map(
      c => `${c.id} ${c.kubeConfig.getCurrentCluster()?.server}`,
    );

  it('come from kubeconfigs, by context, and from URLs', () => {
    const clusters = [
      { id: 'one', kubeconfig },
      { id: 'two', kubeconfig, context: 'in-b' },
      { id: 'three', url: 'https://c.example' },
    ];
    expect(serversOf({ dbaas: { clusters } })).toEqual([
      'one https://a.example:6443',
      'two https://b.example:6443',
      'three https://c.example',
    ]);
  });

  it('are shared with the Kubernetes plugin only when that is asked for', () => {
    const kubernetes = {
      clusterLocatorMethods: [
        { type: 'multiTenant' },
        {
          type: 'config',
          clusters: [
            {
              name: 'shared',
              url: 'https://d.example',
              authProvider: 'serviceAccount',
            },
            {
              name: 'by-person',
              url: 'https://e.example',
              authProvider: 'oidc',
            },
          ],
        },
      ],
    };
    expect(serversOf({ kubernetes })).toEqual([]);
    const dbaas = { kubernetes: { reuseClusters: true } };
    expect(serversOf({ kubernetes, dbaas })).toEqual([
      'shared https://d.example',
    ]);
  });

  it('are told to the catalog by the name that the Kubernetes plugin has', () => {
    const clusters = [
      { id: 'one', url: 'https://one.example' },
      { id: 'two', url: 'https://two.example' },
    ];
    const known = (clusterLocatorMethods?: object[]) =>
      read({
        dbaas: { clusters },
        ...(clusterLocatorMethods && { kubernetes: { clusterLocatorMethods } }),
      }).clusters.flatMap(c => (c.inBackstage ? [c.id] : []));
    expect(known()).toEqual([]);
    const named = { name: 'two', url: 'x', authProvider: 'oidc' };
    expect(known([{ type: 'config', clusters: [named] }])).toEqual(['two']);
    // Who is found while it runs may be any.
    expect(known([{ type: 'catalog' }])).toEqual(['one', 'two']);
  });

  it.each([
    [
      { clusters: [{ id: 'No Id', url: 'https://a.example' }] },
      'id of a location',
    ],
    [
      {
        clusters: [
          { id: 'a', url: 'https://a.example' },
          { id: 'a', url: 'https://b.example' },
        ],
      },
      'named twice',
    ],
    [{ kubernetes: { tenants: { podSecurity: 'loose' } } }, 'podSecurity'],
  ])('says what is wrong with %j', (dbaas, message) => {
    expect(() => read({ dbaas })).toThrow(message);
  });

  it('says which context is missing', () => {
    const clusters = [{ id: 'one', kubeconfig, context: 'in-c' }];
    expect(() => read({ dbaas: { clusters } })).toThrow("'in-c'");
  });
});
