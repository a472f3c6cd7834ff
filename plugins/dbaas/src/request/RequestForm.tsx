import {
  InstanceRequest,
  isValidName,
} from '@dbaas-portal/plugin-dbaas-common';
import { useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import Typography from '@material-ui/core/Typography';
import { useMemo, useState } from 'react';
import { ParameterFields } from '../forms/ParameterFields';
import { PreviewPanel } from '../forms/PreviewPanel';
import { Problems } from '../forms/problems';
import { usePreview } from '../forms/usePreview';
import { useWords } from '../translation/useWords';
import { AccessPart } from './AccessPart';
import { engineOf } from './draft';
import { EnginePart } from './EnginePart';
import { FormPart } from './FormPart';
import { IdentityPart } from './IdentityPart';
import { RequestContext } from './offers';
import { OwnershipPart } from './OwnershipPart';
import { quickCheck, quickQuota } from './quickCheck';
import { ShapePart } from './ShapePart';

/** Those that show their problem at the field itself. */
const FIELDS = [
  'name',
  'tenant',
  'engine',
  'version',
  'location',
  'topology',
  'members',
  'resources',
  'parameters',
  'database',
  'user',
  'environment',
  'owner',
  'dependants',
  'description',
  'lifetime',
];

/**
 * The whole form. Problems that can be known at once are told at once; all
 * others as soon as the backend has looked at what was typed.
 */
export const RequestForm = (props: {
  context: RequestContext;
  request: InstanceRequest;
  submitted: boolean;
  onChange: (request: InstanceRequest) => void;
}) => {
  const { t } = useWords();
  const localized = useLocalized();
  const { context, request } = props;
  const [showParameters, setShowParameters] = useState(false);
  const engine = engineOf(context, request.engine);
  const quick = useMemo(() => quickCheck(request, context), [request, context]);
  const { preview, pending, error } = usePreview(
    isValidName(request.name) ? JSON.stringify(request) : undefined,
    (api, options) => api.previewInstance(request, options),
  );
  const problems = Problems.of(quick, pending ? [] : preview?.problems ?? []);
  const part = {
    context,
    request,
    problems,
    onChange: props.onChange,
  };
  const quota =
    (pending ? undefined : preview?.quota) ?? quickQuota(request, context);
  const set = Object.keys(request.parameters ?? {}).length;

  return (
    <div>
      <IdentityPart {...part} submitted={props.submitted} />
      <EnginePart {...part} />
      <ShapePart {...part} />
      <AccessPart {...part} />
      <OwnershipPart {...part} />
      {engine && engine.parameters.length > 0 && (
        <FormPart
          title={t('request.parameters.title')}
          hint={
            set === 0
              ? t('request.parameters.allDefault')
              : t('request.parameters.set', { number: String(set) })
          }
        >
          <div>
            <Button
              size="small"
              variant="outlined"
              aria-expanded={showParameters}
              onClick={() => setShowParameters(!showParameters)}
            >
              {t(
                showParameters
                  ? 'request.parameters.hide'
                  : 'request.parameters.show',
                { number: String(engine.parameters.length) },
              )}
            </Button>
          </div>
          <Collapse in={showParameters} unmountOnExit>
            <ParameterFields
              engine={engine.id}
              parameters={engine.parameters}
              values={request.parameters ?? {}}
              problems={problems}
              onChange={parameters =>
                props.onChange({ ...request, parameters })
              }
            />
          </Collapse>
        </FormPart>
      )}
      <FormPart title={t('request.preview.title')}>
        <div aria-live="polite">
          {pending && (
            <Typography variant="body2" color="textSecondary">
              {t('actions.preview.asking')}
            </Typography>
          )}
          {error && (
            <Typography variant="body2" color="error">
              {t('request.preview.failed')}
            </Typography>
          )}
          {problems.elsewhere(FIELDS).map(entry => (
            <Typography
              key={`${entry.field}/${entry.code}`}
              variant="body2"
              color="error"
              role="alert"
            >
              {localized(entry.text)}
            </Typography>
          ))}
        </div>
        <PreviewPanel
          preview={{
            problems: [],
            steps: preview?.steps ?? [],
            changes: preview?.changes ?? [],
            quota,
          }}
        />
      </FormPart>
    </div>
  );
};
