import { NAME_RULE_TEXT } from '@dbaas-portal/plugin-dbaas-common';
import { useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import MenuItem from '@material-ui/core/MenuItem';
import { useState } from 'react';
import { useWords } from '../translation/useWords';
import { ENVIRONMENTS } from '../ui/environments';
import { withTenant } from './draft';
import { FormPart, FormRow } from './FormPart';
import { PartProps } from './PartProps';
import { TextPartField } from './TextPartField';

/** Whose it is, and what it is called. */
export const IdentityPart = (props: PartProps & { submitted: boolean }) => {
  const { t, shared } = useWords();
  const localized = useLocalized();
  const { request, context, problems, onChange } = props;
  const [touched, setTouched] = useState(false);
  const nameProblem =
    touched || props.submitted || request.name !== ''
      ? problems.at('name')
      : undefined;
  return (
    <FormPart title={t('request.identity.title')}>
      <FormRow>
        <TextPartField
          select
          required
          label={t('request.identity.tenant')}
          value={request.tenant}
          problem={problems.at('tenant')}
          onChange={tenant => onChange(withTenant(request, context, tenant))}
        >
          {context.tenants.map(({ record }) => (
            <MenuItem key={record.spec.name} value={record.spec.name}>
              {record.spec.displayName}
            </MenuItem>
          ))}
        </TextPartField>
        <TextPartField
          required
          label={t('request.identity.name')}
          value={request.name}
          problem={nameProblem}
          hint={localized(NAME_RULE_TEXT)}
          maxLength={128}
          onChange={name => {
            setTouched(true);
            onChange({ ...request, name });
          }}
        />
        <TextPartField
          select
          label={t('request.identity.environment')}
          value={request.environment}
          problem={problems.at('environment')}
          onChange={value => {
            const environment = ENVIRONMENTS.find(entry => entry === value);
            if (environment) onChange({ ...request, environment });
          }}
        >
          {ENVIRONMENTS.map(environment => (
            <MenuItem key={environment} value={environment}>
              {shared(`environment.${environment}`)}
            </MenuItem>
          ))}
        </TextPartField>
      </FormRow>
      <TextPartField
        multiline
        label={t('request.identity.description')}
        value={request.description ?? ''}
        problem={problems.at('description')}
        maxLength={2000}
        onChange={description => {
          const { description: _, ...rest } = request;
          onChange(description === '' ? rest : { ...rest, description });
        }}
      />
    </FormPart>
  );
};
