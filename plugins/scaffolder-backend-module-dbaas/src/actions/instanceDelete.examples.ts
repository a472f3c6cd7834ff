import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Delete the database of a catalog entity',
    example: yaml.stringify({
      steps: [
        {
          id: 'delete',
          name: 'Order the deletion',
          action: 'dbaas:instance:delete',
          input: {
            entityRef: '${{ parameters.entityRef }}',
            confirm: '${{ parameters.confirm }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Delete it although components depend on it',
    example: yaml.stringify({
      steps: [
        {
          id: 'delete',
          name: 'Order the deletion',
          action: 'dbaas:instance:delete',
          input: {
            uid: '${{ parameters.uid }}',
            confirm: '${{ parameters.confirm }}',
            despiteDependants: true,
          },
        },
      ],
    }),
  },
];
