import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Wait until the database that a step before requested is there',
    example: yaml.stringify({
      steps: [
        {
          id: 'wait',
          name: 'Make it and try it',
          action: 'dbaas:instance:wait',
          input: { operationId: '${{ steps.create.output.operationId }}' },
        },
      ],
    }),
  },
  {
    description: 'Wait for half an hour at most',
    example: yaml.stringify({
      steps: [
        {
          id: 'wait',
          name: 'Make it and try it',
          action: 'dbaas:instance:wait',
          input: {
            operationId: '${{ steps.create.output.operationId }}',
            timeoutSeconds: 1800,
          },
        },
      ],
    }),
  },
];
