import { useFormat, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import { ChoiceCards } from '../forms/ChoiceCards';
import { SizeFields } from '../forms/SizeFields';
import { useWords } from '../translation/useWords';
import { engineOf, withTopology } from './draft';
import { reasonOf } from './EnginePart';
import { FormPart, FormRow } from './FormPart';
import { topologiesOf } from './offers';
import { PartProps } from './PartProps';
import { TextPartField } from './TextPartField';

/** Its shape, how many members, and how big they are. */
export const ShapePart = (props: PartProps) => {
  const { t } = useWords();
  const localized = useLocalized();
  const format = useFormat();
  const { request, context, problems, onChange } = props;
  const engine = engineOf(context, request.engine);
  if (!engine) return null;
  const range = engine.topologies.find(
    topology => topology.id === request.topology,
  )?.members;
  const members = request.members ?? 1;
  return (
    <>
      <FormPart title={t('request.shape.title')}>
        <ChoiceCards
          label={t('request.shape.title')}
          value={request.topology}
          onChange={id => onChange(withTopology(request, context, id))}
          choices={topologiesOf(context, engine, request.location).map(
            entry => ({
              value: entry.topology.id,
              title: localized(entry.topology.name),
              text: (
                <>
                  {localized(entry.topology.description)}
                  <div>
                    {t(
                      entry.topology.highlyAvailable
                        ? 'request.shape.available'
                        : 'request.shape.notAvailable',
                    )}
                  </div>
                </>
              ),
              reason: reasonOf(entry),
            }),
          )}
        />
        {range && range.maximum > range.minimum && (
          <FormRow>
            <TextPartField
              type="number"
              label={t('actions.newMembers')}
              value={Number.isNaN(members) ? '' : String(members)}
              problem={problems.at('members')}
              hint={t(
                range.odd ? 'actions.membersOdd' : 'actions.membersRange',
                {
                  minimum: String(range.minimum),
                  maximum: String(range.maximum),
                },
              )}
              onChange={text => {
                const number = Number.parseInt(text, 10);
                if (!Number.isNaN(number)) {
                  onChange({ ...request, members: number });
                }
              }}
            />
          </FormRow>
        )}
      </FormPart>
      <FormPart
        title={t('actions.size.label')}
        hint={
          members > 1
            ? t('request.shape.total', {
                members: String(members),
                total: format.resources({
                  cpuMillis: members * request.resources.cpuMillis,
                  memoryMib: members * request.resources.memoryMib,
                  storageMib: members * request.resources.storageMib,
                }),
              })
            : undefined
        }
      >
        <SizeFields
          // Another engine has other presets.
          key={engine.id}
          engine={engine}
          value={request.resources}
          problems={problems}
          onChange={resources => onChange({ ...request, resources })}
        />
      </FormPart>
    </>
  );
};
