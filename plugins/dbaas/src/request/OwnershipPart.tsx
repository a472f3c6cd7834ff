import { useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { fromLocalInput, toLocalInput } from '../forms/localTime';
import { useWords } from '../translation/useWords';
import { EntityRefField } from '../ui/EntityRefField';
import { EntityRefList } from '../ui/EntityRefList';
import { FormPart, FormRow } from './FormPart';
import { PartProps } from './PartProps';
import { TextPartField } from './TextPartField';

const DEFAULT_GRACE_DAYS = 7;

/** Who answers for it, who depends on it, and how long it lives. */
export const OwnershipPart = (props: PartProps) => {
  const { t } = useWords();
  const localized = useLocalized();
  const { request, problems, onChange } = props;
  const ownerProblem = problems.at('owner');
  const dependantsProblem = problems.at('dependants');
  const setLifetime = (expiresAt: string | undefined, graceDays: number) => {
    const { lifetime: _, ...rest } = request;
    onChange(
      expiresAt ? { ...rest, lifetime: { expiresAt, graceDays } } : rest,
    );
  };
  return (
    <FormPart title={t('request.ownership.title')}>
      <FormRow>
        <EntityRefField
          label={t('request.ownership.owner')}
          kinds={['Group', 'User']}
          value={request.owner ?? ''}
          error={ownerProblem !== undefined}
          helperText={ownerProblem && localized(ownerProblem)}
          onChange={owner => onChange({ ...request, owner })}
        />
        <TextPartField
          type="datetime-local"
          label={t('request.ownership.expiresAt')}
          value={toLocalInput(request.lifetime?.expiresAt)}
          problem={problems.at('lifetime')}
          hint={t('request.ownership.expiresHint')}
          onChange={text =>
            setLifetime(
              fromLocalInput(text),
              request.lifetime?.graceDays ?? DEFAULT_GRACE_DAYS,
            )
          }
        />
        {request.lifetime && (
          <TextPartField
            type="number"
            label={t('instance.details.graceDays')}
            value={String(request.lifetime.graceDays)}
            onChange={text => {
              const days = Number.parseInt(text, 10);
              if (days >= 0) setLifetime(request.lifetime?.expiresAt, days);
            }}
          />
        )}
      </FormRow>
      <EntityRefList
        label={t('request.ownership.dependants')}
        kinds={['Component', 'API']}
        value={request.dependants ?? []}
        error={dependantsProblem !== undefined}
        helperText={
          dependantsProblem
            ? localized(dependantsProblem)
            : t('request.ownership.dependantsHint')
        }
        onChange={dependants => onChange({ ...request, dependants })}
      />
      <FormControlLabel
        control={
          <Checkbox
            color="primary"
            checked={request.protected ?? false}
            onChange={event =>
              onChange({ ...request, protected: event.target.checked })
            }
          />
        }
        label={t('request.ownership.protected')}
      />
    </FormPart>
  );
};
