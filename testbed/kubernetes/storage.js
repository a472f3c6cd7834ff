// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * Volumes as a storage system makes them: a folder of the node that the scheduler
 * chose, made when a pod claims it, grown when the claim grows, removed with it.
 * Sizes are promises only, as on any folder.
 */

const STORAGE_CLASS = 'testbed';
const PROVISIONER = 'testbed.dbaas-portal.io/folders';
const SELECTED = 'volume.kubernetes.io/selected-node';
const ROUND_MS = 250;

const CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    name: STORAGE_CLASS,
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: PROVISIONER,
  volumeBindingMode: 'WaitForFirstConsumer',
  reclaimPolicy: 'Delete',
  allowVolumeExpansion: true,
};

class Storage {
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #busy = Promise.resolve();

  /** @param {{ api: import('./api').Api, folder: string, log: string }} options */
  constructor({ api, folder, log }) {
    this.api = api;
    this.folder = folder;
    this.log = log;
  }

  start() {
    const round = async () => {
      try {
        await this.#round();
      } catch (error) {
        // The API server may be down because a test wants it so: the next round tells.
        fs.appendFileSync(
          this.log,
          `${new Date().toISOString()} ${
            error instanceof Error ? error.message : error
          }\n`,
        );
      }
      if (this.#timer) this.#timer = setTimeout(next, ROUND_MS);
    };
    const next = () => {
      this.#busy = round();
    };
    this.#timer = setTimeout(next, 0);
  }

  async stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#busy;
  }

  async #round() {
    const [claims, volumes] = await Promise.all([
      this.api.call('GET', '/api/v1/persistentvolumeclaims'),
      this.api.call('GET', '/api/v1/persistentvolumes'),
    ]);
    for (const claim of claims.items) {
      if (claim.spec.storageClassName !== STORAGE_CLASS) continue;
      const volume = volumes.items.find(
        (/** @type {any} */ each) => each.metadata.name === nameOf(claim),
      );
      const node = claim.metadata.annotations?.[SELECTED];
      if (!volume && node && claim.status.phase === 'Pending')
        await this.#make(claim, node);
      else if (volume && claim.status.phase === 'Bound')
        await this.#grow(claim, volume);
    }
    const uids = new Set(
      claims.items.map((/** @type {any} */ each) => each.metadata.uid),
    );
    for (const volume of volumes.items)
      if (
        volume.spec.storageClassName === STORAGE_CLASS &&
        !uids.has(volume.spec.claimRef?.uid)
      )
        await this.#remove(volume);
  }

  /** @param {any} claim @param {string} node */
  async #make(claim, node) {
    const at = path.join(this.folder, nameOf(claim));
    fs.mkdirSync(at, { recursive: true, mode: 0o777 });
    fs.chmodSync(at, 0o777);
    await this.api.call('POST', '/api/v1/persistentvolumes', {
      accept: [409],
      body: {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: nameOf(claim) },
        spec: {
          capacity: claim.spec.resources.requests,
          accessModes: claim.spec.accessModes,
          storageClassName: STORAGE_CLASS,
          // Kept by the cluster, removed by us: it has nobody else who could.
          persistentVolumeReclaimPolicy: 'Retain',
          claimRef: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            namespace: claim.metadata.namespace,
            name: claim.metadata.name,
            uid: claim.metadata.uid,
          },
          local: { path: at },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    {
                      key: 'kubernetes.io/hostname',
                      operator: 'In',
                      values: [node],
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    });
  }

  /** @param {any} claim @param {any} volume */
  async #grow(claim, volume) {
    const wanted = claim.spec.resources.requests.storage;
    const type = 'application/merge-patch+json';
    if (volume.spec.capacity.storage !== wanted)
      await this.api.call(
        'PATCH',
        `/api/v1/persistentvolumes/${volume.metadata.name}`,
        { type, body: { spec: { capacity: { storage: wanted } } } },
      );
    if (claim.status.capacity?.storage !== wanted) {
      const { namespace, name } = claim.metadata;
      await this.api.call(
        'PATCH',
        `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}/status`,
        {
          type,
          accept: [404],
          body: { status: { capacity: { storage: wanted }, conditions: [] } },
        },
      );
    }
  }

  /** @param {any} volume */
  async #remove(volume) {
    const { name } = volume.metadata;
    await this.api.call('DELETE', `/api/v1/persistentvolumes/${name}`, {
      accept: [404],
    });
    fs.rmSync(path.join(this.folder, name), { recursive: true, force: true });
  }
}

/** @param {any} claim */
const nameOf = claim => `pvc-${claim.metadata.uid}`;

module.exports = { Storage, CLASS, STORAGE_CLASS };
