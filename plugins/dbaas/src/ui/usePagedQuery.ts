import {
  CallOptions,
  DbaasApi,
  ListPage,
  LiveQuery,
  useLiveQuery,
} from '@dbaas-portal/plugin-dbaas-react';
import { useCallback, useRef } from 'react';

/** Rows beyond this are found by filters, not by scrolling. */
const MAX_PAGES = 50;

type Pages<Page> = { pages: Page[]; more: boolean };

export type PagedQuery<Page extends ListPage<unknown>> = LiveQuery<
  Pages<Page>
> & {
  items: Page['items'];
  loadMore: () => void;
  /** Tells the last row in sight; see below. */
  onSight: (row: number) => void;
};

/** The pages from the first to the one that holds a row. */
function pagesUpTo(pages: Array<ListPage<unknown>>, row: number): number {
  let rows = 0;
  const at = pages.findIndex(page => {
    rows += page.items.length;
    return row < rows;
  });
  return at < 0 ? pages.length : at + 1;
}

/**
 * A list read by keyset pages. “More” reads only the next page. A change reads
 * again what is in sight, and what comes before it, as the order may have
 * changed; what was read below is forgotten and comes back when one scrolls
 * there. So a long list that is looked at from the top costs one page a change.
 */
export function usePagedQuery<Page extends ListPage<unknown>>(
  key: string,
  loadPage: (
    api: DbaasApi,
    cursor: string | undefined,
    options: CallOptions,
  ) => Promise<Page>,
  options?: { enabled?: boolean; pollSeconds?: number },
): PagedQuery<Page> {
  const shown = useRef<{
    key: string;
    pages: Page[];
    wanted: number;
    sight: number;
    /** The end came near while it was being read. */
    nearEnd?: boolean;
  }>();
  if (shown.current?.key !== key) {
    shown.current = { key, pages: [], wanted: 1, sight: 0 };
  }
  const onlyNext = useRef(false);

  const query = useLiveQuery<Pages<Page>>(
    key,
    async (api, callOptions) => {
      const state = shown.current ?? {
        key,
        pages: [],
        wanted: 1,
        sight: 0,
      };
      if (!onlyNext.current && state.pages.length > 0) {
        state.wanted =
          pagesUpTo(state.pages, state.sight) + (state.nearEnd ? 1 : 0);
      }
      state.nearEnd = false;
      const pages = onlyNext.current ? [...state.pages] : [];
      onlyNext.current = false;
      while (pages.length < state.wanted) {
        const last = pages.at(-1);
        if (last && !last.nextCursor) break;
        pages.push(await loadPage(api, last?.nextCursor, callOptions));
      }
      if (shown.current === state) state.pages = pages;
      return {
        pages,
        more: Boolean(pages.at(-1)?.nextCursor) && pages.length < MAX_PAGES,
      };
    },
    options,
  );

  const { refresh, data, reloading } = query;
  const loadMore = useCallback(() => {
    if (!data?.more || !shown.current) return;
    if (reloading) {
      // In a busy fleet the next reading may follow at once; it brings them.
      shown.current.nearEnd = true;
      return;
    }
    shown.current.wanted = shown.current.pages.length + 1;
    onlyNext.current = true;
    refresh();
  }, [data, reloading, refresh]);

  const onSight = useCallback((row: number) => {
    if (shown.current) shown.current.sight = row;
  }, []);

  return {
    ...query,
    items: data ? data.pages.flatMap(page => page.items) : [],
    loadMore,
    onSight,
  };
}
