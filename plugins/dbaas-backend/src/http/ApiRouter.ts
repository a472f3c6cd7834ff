import { createOpenApiRouter } from '../schema/openapi';

/** The router that the contract generates: typed, and validating. */
export type ApiRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;
