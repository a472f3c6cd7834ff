import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  entityNameOf,
  InstanceSpec,
  LocalizedText,
  Operation,
} from '@dbaas-portal/plugin-dbaas-common';
import { InstanceIndex } from '../instances/InstanceIndex';
import { KIND_TEXTS } from './kinds';

const TOPIC = 'dbaas';

/** Notifications hold one text for all readers, so both languages are in it. */
function both(text: LocalizedText): string {
  return `${text.en} · ${text.zh}`;
}

function linkTo(spec: Pick<InstanceSpec, 'tenant' | 'name'>): string {
  return `/catalog/default/resource/${entityNameOf(spec.tenant, spec.name)}`;
}

/**
 * Tells people what they have to know while they are not looking. A portal
 * without notifications goes without: what was to be told stands in the
 * ledger and on the instance's page.
 */
export class Notifier {
  constructor(
    private readonly options: {
      notifications: NotificationService;
      index: InstanceIndex;
      logger: LoggerService;
    },
  ) {}

  async instanceReady(operation: Operation): Promise<boolean> {
    const { instance, tenant } = operation;
    return this.send(
      this.concernedBy(operation),
      {
        scope: `${TOPIC}-operation-${operation.id}`,
        title: both({
          en: `${instance.name} is ready`,
          zh: `${instance.name} 已就绪`,
        }),
        description: both({
          en: 'It answers, and its page tells how to connect.',
          zh: '实例已可访问;连接方式见其页面。',
        }),
        link: linkTo({ tenant, name: instance.name }),
      },
      'normal',
    );
  }

  async operationFailed(operation: Operation): Promise<boolean> {
    const { kind, instance, tenant, reason } = operation;
    const what = KIND_TEXTS[kind];
    return this.send(
      this.concernedBy(operation),
      {
        scope: `${TOPIC}-operation-${operation.id}`,
        title: both({
          en: `The ${what.en} of ${instance.name} failed`,
          zh: `${instance.name} 的${what.zh}失败`,
        }),
        description: reason ? both(reason.text) : undefined,
        link: linkTo({ tenant, name: instance.name }),
      },
      'high',
    );
  }

  async lifetimeEnds(spec: InstanceSpec, days: number): Promise<boolean> {
    return this.send(
      [spec.owner],
      {
        scope: `${TOPIC}-lifetime-${spec.tenant}-${spec.name}`,
        title: both({
          en: `${spec.name} ends in ${days} ${days === 1 ? 'day' : 'days'}`,
          zh: `${spec.name} 将在 ${days} 天后到期`,
        }),
        description: both({
          en: 'It then stops, and is deleted after its grace. Extend its lifetime if you need it.',
          zh: '到期后实例将停止,并在宽限期结束后删除。如仍需使用,请延长有效期。',
        }),
        link: linkTo(spec),
      },
      days <= 1 ? 'high' : 'normal',
    );
  }

  async lifetimeEnded(spec: InstanceSpec): Promise<boolean> {
    const graceDays = spec.lifetime?.graceDays ?? 0;
    return this.send(
      [spec.owner],
      {
        scope: `${TOPIC}-lifetime-${spec.tenant}-${spec.name}`,
        title: both({
          en: `The lifetime of ${spec.name} has ended`,
          zh: `${spec.name} 的有效期已结束`,
        }),
        description: spec.protected
          ? both({
              en: 'It is stopped, and kept because it is protected.',
              zh: '实例已停止;因其受保护,将继续保留。',
            })
          : both({
              en: `It is stopped, and will be deleted with its data after ${graceDays} days.`,
              zh: `实例已停止,${graceDays} 天后将连同数据一起删除。`,
            }),
        link: linkTo(spec),
      },
      'high',
    );
  }

  /** Who asked, and whose it is. */
  private concernedBy({ actor, instance }: Operation): string[] {
    const owner = this.options.index.get(instance.uid)?.record.spec.owner;
    return [actor, ...(owner ? [owner] : [])];
  }

  /** False where the portal did not take it. */
  private async send(
    to: string[],
    payload: {
      scope: string;
      title: string;
      description?: string;
      link: string;
    },
    severity: 'normal' | 'high',
  ): Promise<boolean> {
    const entityRef = [...new Set(to)].filter(
      ref => !ref.startsWith('service:'),
    );
    if (entityRef.length === 0) {
      return true;
    }
    try {
      await this.options.notifications.send({
        recipients: { type: 'entity', entityRef },
        payload: { ...payload, topic: TOPIC, severity },
      });
      return true;
    } catch (error) {
      this.options.logger.debug('Nobody was notified', {
        error: error instanceof Error ? error.name : 'unknown',
      });
      return false;
    }
  }
}
