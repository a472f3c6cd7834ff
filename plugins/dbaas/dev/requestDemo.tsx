import { Content, Header, Page } from '@backstage/core-components';
import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { InstanceRequest } from '@dbaas-portal/plugin-dbaas-common';
import { useState } from 'react';
import { startRequest } from '../src/request/draft';
import { RequestForm } from '../src/request/RequestForm';
import { useRequestContext } from '../src/request/useRequestContext';

const Demo = () => {
  const context = useRequestContext().data;
  const [request, setRequest] = useState<InstanceRequest>();
  if (!context) return null;
  return (
    <Page themeId="tool">
      <Header title="The scaffolder's field" />
      <Content>
        <Paper style={{ padding: 24, maxWidth: 1000 }}>
          <RequestForm
            context={context}
            request={request ?? startRequest(context)}
            submitted={false}
            onChange={setRequest}
          />
        </Paper>
      </Content>
    </Page>
  );
};

/** The field without the scaffolder around it. */
export const requestDemoModule = createFrontendModule({
  pluginId: 'dbaas',
  extensions: [
    PageBlueprint.make({
      name: 'request-demo',
      params: {
        path: '/request-demo',
        title: 'Request form',
        noHeader: true,
        loader: async () => <Demo />,
      },
    }),
  ],
});
