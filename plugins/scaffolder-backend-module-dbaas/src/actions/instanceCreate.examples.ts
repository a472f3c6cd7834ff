import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Request what the person has filled into the database form',
    example: yaml.stringify({
      steps: [
        {
          id: 'create',
          name: 'Order the database',
          action: 'dbaas:instance:create',
          input: { request: '${{ parameters.request }}' },
        },
      ],
    }),
  },
  {
    description: 'Request a database of a fixed kind beside a new service',
    example: yaml.stringify({
      steps: [
        {
          id: 'create',
          name: 'Order the database',
          action: 'dbaas:instance:create',
          input: {
            request: {
              name: '${{ parameters.serviceName }}-db',
              tenant: '${{ parameters.tenant }}',
              engine: 'postgresql',
              version: '18',
              location: 'local',
              topology: 'single',
              resources: { cpuMillis: 500, memoryMib: 512, storageMib: 2048 },
              environment: 'development',
              dependants: ['component:default/${{ parameters.serviceName }}'],
            },
          },
        },
      ],
    }),
  },
  {
    description: 'Request it under a key of your own, whichever task asks',
    example: yaml.stringify({
      steps: [
        {
          id: 'create',
          name: 'Order the database',
          action: 'dbaas:instance:create',
          input: {
            request: '${{ parameters.request }}',
            idempotencyKey: 'ticket-${{ parameters.ticket }}',
          },
        },
      ],
    }),
  },
];
