import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { InstanceRequestField } from './InstanceRequestField';
import { instanceRequestSchema } from './schema';
import { validateRequest } from './validate';

/** `ui:field: DbaasInstanceRequest` */
export const instanceRequestField = createFormField({
  name: 'DbaasInstanceRequest',
  component: InstanceRequestField,
  schema: instanceRequestSchema,
  validation: (value, field, { apiHolder }) =>
    validateRequest(value, message => field.addError(message), apiHolder),
});
