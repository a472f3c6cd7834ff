import {
  BreadcrumbEntry,
  PageLayout,
  PageLayoutProps,
  useBreadcrumbEntries,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { PluginHeader } from '@backstage/ui';
import { useResolvedPath } from 'react-router-dom';
import { useTitle } from './useTitle';

/** A page's header as Backstage has it, with its titles in the chosen language. */
const LocalizedPageLayout = (props: PageLayoutProps) => {
  const { noHeader, titleLink, tabs, children } = props;
  const titleOf = useTitle();
  const base = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { items } = useBreadcrumbEntries();
  if (noHeader) return <>{children}</>;
  const title = props.title && titleOf(props.title);
  const content = (
    <>
      <PluginHeader
        title={title}
        icon={props.icon}
        titleLink={titleLink}
        breadcrumbs={items.map(item => ({
          ...item,
          label: titleOf(item.label),
        }))}
        tabs={tabs?.map(tab => ({
          ...tab,
          label: titleOf(tab.label),
          href: tab.href.startsWith('/') ? tab.href : `${base}/${tab.href}`,
          matchStrategy: 'prefix' as const,
        }))}
        customActions={props.headerActions}
      />
      {children}
    </>
  );
  if (!title) return content;
  return (
    <BreadcrumbEntry entry={{ label: title, href: titleLink ?? (base || '/') }}>
      {content}
    </BreadcrumbEntry>
  );
};

export const pageLayout = SwappableComponentBlueprint.make({
  name: 'core-page-layout',
  params: define =>
    define({ component: PageLayout, loader: () => LocalizedPageLayout }),
});
