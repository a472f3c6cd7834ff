import { LoggerService } from '@backstage/backend-plugin-api';
import { LocationStatus, Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  AccessNeed,
  LocationSurvey,
  Platform,
} from '@dbaas-portal/plugin-dbaas-node';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { reason } from '../errors';
import { within } from './within';

/** For so long a page waits; then it shows what was known before. */
const STATUS_MS = 10_000;
const SURVEY_MS = 20_000;

const noAnswer = (location: string): Reason =>
  reason(
    'location-unreachable',
    {
      en: `The location ${location} does not answer`,
      zh: `位置 ${location} 无响应`,
    },
    { location },
  );

/** What an error of a platform says, where it says it for people. */
function toldBy(error: unknown): Reason | undefined {
  if (typeof error !== 'object' || error === null || !('reason' in error)) {
    return undefined;
  }
  const told = error.reason;
  const isReason = (value: unknown): value is Reason =>
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'text' in value;
  return isReason(told) ? told : undefined;
}

export type Look = { survey?: LocationSurvey; notObserved?: Reason };

/** Asks platforms, in bounded time; keeps what they told for when they do not. */
export class LocationLooks {
  private readonly surveys = new Map<string, LocationSurvey>();

  constructor(
    private readonly registry: DefaultRegistry,
    private readonly logger: LoggerService,
  ) {}

  async statuses(platform: Platform): Promise<LocationStatus[]> {
    try {
      return await within(STATUS_MS, platform.locations());
    } catch (error) {
      this.logger.warn(
        `The platform '${platform.id}' does not tell its locations: ${error}`,
      );
      return this.registry.known(platform.id).map(status => ({
        ...status,
        reachable: {
          available: false,
          reason: toldBy(error) ?? noAnswer(status.id),
        },
      }));
    }
  }

  async survey(platform: Platform, location: string): Promise<Look> {
    if (!platform.survey) {
      return {};
    }
    try {
      const needs = await this.needs(platform, location);
      const survey = await within(SURVEY_MS, platform.survey(location, needs));
      this.surveys.set(location, survey);
      return { survey };
    } catch (error) {
      this.logger.warn(`Location '${location}' cannot be surveyed: ${error}`);
      const survey = this.surveys.get(location);
      return {
        ...(survey ? { survey } : {}),
        notObserved: toldBy(error) ?? noAnswer(location),
      };
    }
  }

  /** Only of controllers that are there: the others need nothing. */
  private async needs(
    platform: Platform,
    location: string,
  ): Promise<AccessNeed[]> {
    const { registry } = this;
    const bindings = registry
      .engines()
      .flatMap(engine => registry.bindingsFor(engine.id, platform.id));
    const needs = new Map<string, AccessNeed>();
    for (const binding of bindings) {
      const found = await registry.detection(binding, location);
      if (found.provider || found.available.available) {
        const { controller, access } = binding;
        const need = needs.get(controller) ?? { controller, rules: [] };
        need.rules.push(...access);
        needs.set(controller, need);
      }
    }
    return [...needs.values()];
  }
}
