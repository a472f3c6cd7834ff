import { Content, Header, Page } from '@backstage/core-components';
import { ReactNode } from 'react';

/** A page of the plugin: a translated title, its actions, its content. */
export const PageFrame = (props: {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <Page themeId="tool">
    <Header title={props.title} subtitle={props.subtitle}>
      {props.actions}
    </Header>
    <Content>{props.children}</Content>
  </Page>
);
