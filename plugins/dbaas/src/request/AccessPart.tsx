import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import { ReasonText } from '@dbaas-portal/plugin-dbaas-react';
import { useWords } from '../translation/useWords';
import { engineOf, tlsAt } from './draft';
import { FormPart, FormRow } from './FormPart';
import { PartProps } from './PartProps';
import { TextPartField } from './TextPartField';

/** The first database and user, where the engine has such. */
export const AccessPart = (props: PartProps) => {
  const { t } = useWords();
  const { request, context, problems, onChange } = props;
  const engine = engineOf(context, request.engine);
  if (!engine) return null;
  const tls = tlsAt(context, request);
  return (
    <FormPart title={t('request.access.title')} hint={t('request.access.hint')}>
      <FormRow>
        {engine.databases && (
          <TextPartField
            label={t('request.access.database')}
            value={request.database ?? ''}
            problem={problems.at('database')}
            maxLength={128}
            onChange={database => onChange({ ...request, database })}
          />
        )}
        {engine.users && (
          <TextPartField
            label={t('request.access.user')}
            value={request.user ?? ''}
            problem={problems.at('user')}
            maxLength={128}
            onChange={user => onChange({ ...request, user })}
          />
        )}
        <div>
          <FormControlLabel
            control={
              <Checkbox
                color="primary"
                checked={request.tls ?? false}
                // What was asked for elsewhere and cannot be had can be taken back.
                disabled={!tls.available && !request.tls}
                onChange={event =>
                  onChange({ ...request, tls: event.target.checked })
                }
              />
            }
            label={t('request.access.tls')}
          />
          {tls.reason && (
            // The whole form being wrong does not make this an error.
            <FormHelperText error={false}>
              <ReasonText reason={tls.reason} />
            </FormHelperText>
          )}
        </div>
      </FormRow>
    </FormPart>
  );
};
