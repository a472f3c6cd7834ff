import { InstanceRequest } from '@dbaas-portal/plugin-dbaas-common';
import { EmptyState } from '@dbaas-portal/plugin-dbaas-react';
import { useEffect } from 'react';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { startRequest } from './draft';
import { RequestContext } from './offers';
import { RequestForm } from './RequestForm';
import { instanceRequestSchema } from './schema';
import { useRequestContext } from './useRequestContext';

const Starter = (props: {
  context: RequestContext;
  value: InstanceRequest | undefined;
  submitted: boolean;
  onChange: (request: InstanceRequest) => void;
}) => {
  const { t } = useWords();
  const { context, value, onChange } = props;
  // The stepper begins with an empty object, and keeps what was filled in.
  const started = value?.engine !== undefined;
  useEffect(() => {
    if (!started && context.tenants.length > 0) onChange(startRequest(context));
  }, [started, context, onChange]);

  if (context.tenants.length === 0) {
    return (
      <EmptyState
        title={t('request.noTenant.title')}
        description={t('request.noTenant.text')}
      />
    );
  }
  if (context.engines.length === 0) {
    return (
      <EmptyState
        title={t('request.noEngine.title')}
        description={t('request.noEngine.text')}
      />
    );
  }
  if (!value || !started) return null;
  return (
    <RequestForm
      context={context}
      request={value}
      submitted={props.submitted}
      onChange={onChange}
    />
  );
};

/** The form that asks for a database, as one field of a template. */
export const InstanceRequestField = (
  props: typeof instanceRequestSchema.TProps,
) => {
  const query = useRequestContext();
  return (
    <Loaded query={query}>
      {context => (
        <Starter
          context={context}
          value={props.formData}
          submitted={(props.rawErrors?.length ?? 0) > 0}
          onChange={props.onChange}
        />
      )}
    </Loaded>
  );
};
