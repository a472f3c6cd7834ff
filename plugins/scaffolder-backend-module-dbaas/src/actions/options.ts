import { DbaasConnection } from '../dbaas/DbaasConnection';
import { PortalCatalog } from '../dbaas/PortalCatalog';

/** What every action works with. */
export type ActionOptions = { dbaas: DbaasConnection; catalog: PortalCatalog };

/** What steps of a dry run get instead of the id of an operation. */
export const DRY_RUN_OPERATION = 'dry-run';
