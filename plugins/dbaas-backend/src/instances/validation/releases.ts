import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import { Detection } from '@dbaas-portal/plugin-dbaas-node';
import { ErrorDetails } from '../../errors';
import { notOffered } from './availability';
import { unknown } from './names';

const FIELD = 'input.targetVersion';

/** The releases of a version that a location has, the newest first. */
export function releasesOf(detection: Detection, version: string): string[] {
  return detection.versions.find(v => v.id === version)?.releases ?? [];
}

/** Whether a release that a request names can be had. */
export function checkRelease(
  release: string | undefined,
  detection: Detection,
  version: string,
): ErrorDetails[] {
  const releases = releasesOf(detection, version);
  return release === undefined || releases.includes(release)
    ? []
    : [unknown(release, releases, 'release')];
}

function refused(en: string, zh: string): ErrorDetails {
  return {
    code: 'invalid-request',
    field: FIELD,
    words: { detail: { en, zh } },
  };
}

/** Only forwards, and only within a version: data files are as they are. */
export function checkUpgrade(
  { record: { spec }, status }: Pick<Instance, 'record' | 'status'>,
  target: string,
  detection: Detection,
): ErrorDetails[] {
  const releases = releasesOf(detection, spec.version);
  if (releases.length === 0) {
    return [
      notOffered(
        {
          en: 'the location has no releases to choose from',
          zh: '该位置没有可选择的版本',
        },
        'kind',
      ),
    ];
  }
  const [said] = (status.runningVersion ?? '').split(' ');
  const current = spec.release ?? said;
  const here = releases.indexOf(current);
  const there = releases.indexOf(target);
  if (target === current) {
    return [refused(`it is ${target} already`, `当前版本已是 ${target}`)];
  }
  if (there >= 0) {
    return here >= 0 && there > here
      ? [
          refused(
            `${target} is older than ${current}; there is no way back`,
            `${target} 早于 ${current};不能降级`,
          ),
        ]
      : [];
  }
  const other = detection.versions.find(
    v =>
      v.id !== spec.version &&
      (v.id === target || target.startsWith(`${v.id}.`)),
  );
  return [
    other
      ? refused(
          `${target} is another major version; make a new database of version ${other.id} and copy the data`,
          `${target} 属于另一主版本;请新建 ${other.id} 版本的数据库并迁移数据`,
        )
      : unknown(target, here < 0 ? releases : releases.slice(0, here), FIELD),
  ];
}
