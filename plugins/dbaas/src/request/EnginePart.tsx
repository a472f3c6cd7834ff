import {
  EngineIcon,
  ReasonText,
  useLocalized,
  useLocationName,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { ChoiceCards } from '../forms/ChoiceCards';
import { useWords } from '../translation/useWords';
import {
  engineOf,
  tenantOf,
  withEngine,
  withLocation,
  withVersion,
} from './draft';
import { FormPart } from './FormPart';
import { enginesOf, locationsOf, Offered, versionsOf } from './offers';
import { PartProps } from './PartProps';

/** Why an entry cannot be chosen, for its card. */
export function reasonOf(entry: Offered<object>) {
  const { available, reason } = entry.availability;
  if (available) return undefined;
  return reason ? <ReasonText reason={reason} /> : '—';
}

/** Which engine, which version, and where. */
export const EnginePart = (props: PartProps) => {
  const { t } = useWords();
  const localized = useLocalized();
  const nameOf = useLocationName();
  const { request, context, problems, onChange } = props;
  const tenant = tenantOf(context, request.tenant);
  const engine = engineOf(context, request.engine);
  const wrong =
    problems.at('engine') ?? problems.at('version') ?? problems.at('location');
  return (
    <>
      <FormPart title={t('request.engine.title')}>
        <ChoiceCards
          label={t('request.engine.title')}
          value={request.engine}
          onChange={id => onChange(withEngine(request, context, id))}
          choices={enginesOf(context, tenant).map(entry => ({
            value: entry.engine.id,
            title: entry.engine.name,
            text: localized(entry.engine.description),
            icon: <EngineIcon engine={entry.engine} size={28} />,
            reason: reasonOf(entry),
          }))}
        />
      </FormPart>
      {engine && (
        <FormPart title={t('request.engine.version')}>
          <ChoiceCards
            label={t('request.engine.version')}
            value={request.version}
            onChange={id => onChange(withVersion(request, context, id))}
            choices={versionsOf(context, engine, request.location).map(
              entry => ({
                value: entry.version.id,
                title: entry.version.name,
                text:
                  entry.version.deprecated &&
                  localized(entry.version.deprecated),
                reason: reasonOf(entry),
              }),
            )}
          />
        </FormPart>
      )}
      {engine && (
        <FormPart title={t('request.engine.location')}>
          <ChoiceCards
            label={t('request.engine.location')}
            value={request.location}
            onChange={id => onChange(withLocation(request, context, id))}
            choices={locationsOf(context, engine.id, tenant).map(entry => ({
              value: entry.id,
              title: nameOf(entry.id),
              text: context.offers
                .filter(o => o.engine === engine.id && o.location === entry.id)
                .map(offer => offer.provider)
                .filter(Boolean)
                .join(', '),
              reason: reasonOf(entry),
            }))}
          />
        </FormPart>
      )}
      {wrong && (
        <Typography variant="body2" color="error" role="alert">
          {localized(wrong)}
        </Typography>
      )}
    </>
  );
};
