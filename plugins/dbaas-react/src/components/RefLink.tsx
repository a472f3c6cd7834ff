import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';

const ENTITY_REF = /^[a-z][\w-]*:([\w.-]+\/)?[\w.-]+$/i;

/**
 * A link to an entity; a plain text where the reference names none, such as
 * the subject of a service.
 *
 * @public
 */
export const RefLink = (props: { entityRef: string; title?: string }) => {
  const { entityRef, title } = props;
  if (!ENTITY_REF.test(entityRef)) return <span>{title ?? entityRef}</span>;
  const parsed = parseEntityRef(entityRef);
  return (
    <EntityRefLink entityRef={entityRef} title={title ?? parsed.name} />
  );
};
