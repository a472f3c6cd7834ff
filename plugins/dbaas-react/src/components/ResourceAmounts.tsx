import { MemberResources } from '@dbaas-portal/plugin-dbaas-common';
import { useFormat } from '../format/useFormat';

/**
 * CPU, memory and storage of a member, and how many members there are.
 *
 * @public
 */
export const ResourceAmounts = (props: {
  resources: MemberResources;
  members?: number;
}) => {
  const format = useFormat();
  const { members = 1 } = props;
  return (
    <span>
      {members > 1 && `${members} × `}
      {format.resources(props.resources)}
    </span>
  );
};
