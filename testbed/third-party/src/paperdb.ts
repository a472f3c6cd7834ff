import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';

/** The protocol family, which names the driver. */
export const PAPER_FAMILY = 'paper';
export const PAPERDB = 'paperdb';

/** An engine that the portal has never heard of: data, texts and an icon. */
export const paperdb: EngineDescriptor = {
  id: PAPERDB,
  family: PAPER_FAMILY,
  name: 'PaperDB',
  description: {
    en: 'Tables on paper, for offices without electricity',
    zh: '纸质表格数据库,适用于没有电力的办公室',
  },
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M5 2h10l4 4v16H5z" fill="none" stroke="currentColor"/><path d="M8 10h8M8 14h8M8 18h5" stroke="currentColor"/></svg>',
  versions: [{ id: '2', name: 'PaperDB A4' }],
  topologies: [
    {
      id: 'single',
      name: { en: 'One folder', zh: '单个文件夹' },
      description: { en: 'One copy', zh: '单份副本' },
      members: { minimum: 1, maximum: 1, default: 1 },
      highlyAvailable: false,
    },
  ],
  parameters: [
    {
      name: 'sheets',
      type: 'integer',
      unit: 'sheets',
      minimum: 1,
      maximum: 500,
      default: 100,
      restart: false,
      description: { en: 'Sheets in the folder', zh: '文件夹中的纸张数' },
    },
  ],
  sizes: [
    {
      id: 'thin',
      name: { en: 'Thin', zh: '薄' },
      cpuMillis: 1,
      memoryMib: 1,
      storageMib: 1,
    },
  ],
  minimum: { cpuMillis: 1, memoryMib: 1, storageMib: 1 },
  defaultPort: 9999,
  databases: { pattern: '[a-z]+', maxLength: 20, reserved: [] },
  users: {
    pattern: '[a-z]+',
    maxLength: 20,
    reserved: [],
    levels: [
      {
        id: 'clerk',
        name: { en: 'Clerk', zh: '职员' },
        description: { en: 'Reads and writes', zh: '可读写' },
      },
    ],
  },
  connect: [
    {
      id: 'walk',
      label: 'On foot',
      language: 'text',
      template: 'Go to {host}, shelf {port}, and ask for {database}',
    },
  ],
};
