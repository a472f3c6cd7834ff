import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import yaml from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Create a tenant with a quota at one location',
    example: yaml.stringify({
      steps: [
        {
          id: 'create',
          name: 'Create the tenant',
          action: 'dbaas:tenant:create',
          input: {
            name: '${{ parameters.name }}',
            displayName: '${{ parameters.displayName }}',
            owner: '${{ parameters.owner }}',
            members: [{ ref: 'group:default/developers', role: 'member' }],
            quotas: {
              local: {
                cpuMillis: 4000,
                memoryMib: 4096,
                storageMib: 20480,
                instances: 5,
              },
            },
          },
        },
      ],
    }),
  },
];
