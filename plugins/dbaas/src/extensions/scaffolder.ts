import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** The form that asks for a database, as one field of a template. */
export const instanceRequestField = FormFieldBlueprint.make({
  name: 'instance-request',
  params: {
    field: () => import('../request/field').then(m => m.instanceRequestField),
  },
});
