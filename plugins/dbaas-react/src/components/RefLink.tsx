import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';

const ENTITY_REF = /^[a-z][\w-]*:([\w.-]+\/)?[\w.-]+$/i;

/**
 * A link to an entity; a plain text where the reference names none, such as
 * the subject of a service. It asks the catalog nothing, so that lists can
 * hold thousands of them.
 *
 * @public
 */
export const RefLink = (props: { entityRef: string; title?: string }) => {
  const { entityRef, title } = props;
  const entityRoute = useEntityRefLink();
  if (!ENTITY_REF.test(entityRef)) return <span>{title ?? entityRef}</span>;
  return (
    <Link to={entityRoute(entityRef)} title={entityRef}>
      {title ?? parseEntityRef(entityRef).name}
    </Link>
  );
};
