import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';

export default createTranslationMessages({
  ref: techdocsTranslationRef,
  full: true,
  messages: {
    'aboutCard.viewTechdocs': '查看文档',
    'notFound.title': '未找到文档',
    'notFound.builderNote':
      '配置中的 techdocs.builder 不是“local”，因此找不到文档时不会自动生成。请确认文档由外部流程（例如 CI/CD）生成并发布，或将 techdocs.builder 改为“local”。',
    'buildLogs.title': '生成详情',
    'buildLogs.closeDrawer': '关闭',
    'buildLogs.showBuildLogs': '显示生成日志',
    'buildLogs.waitingForLogs': '正在等待日志…',
    'stateIndicator.initialBuild.message':
      '文档首次被访问，正在准备。以后打开会快得多。',
    'stateIndicator.contentStaleRefreshing.message':
      '正在准备此文档的新版本，很快即可查看。',
    'stateIndicator.contentStaleReady.message': '此文档有新版本，请刷新查看。',
    'stateIndicator.contentStaleReady.refreshButton': '刷新',
    'stateIndicator.contentStaleError.message':
      '无法生成此文档。如果错误中提到 “mkdocs”，说明尚未安装：“./portal doctor” 会说明如何获得。',
    'redirectNotification.redirectNow': '立即跳转',
    'search.noResults': '没有结果',
    'search.placeholder': '在 {{entityTitle}} 文档中搜索',
    'readerPageHeader.owner': '负责方',
    'readerPageHeader.lifecycle': '生命周期',
    'readerPageHeader.source': '源文件',
    'home.supportButton': '浏览全部文档。',
    'pageWrapper.title': '文档',
    'pageWrapper.subtitle': '{{orgName}} 的文档',
    'table.columns.document': '文档',
    'table.columns.owner': '负责方',
    'table.columns.kind': '类别',
    'table.columns.type': '类型',
    'table.header.actions': '操作',
    'table.toolbar.searchPlaceholder': '筛选',
    'table.pagination.labelRowsSelect': '行',
    'table.body.emptyDataSourceMessage': '没有记录',
    'table.actions.copyDocsUrl': '复制文档链接到剪贴板',
    'table.actions.addToFavorites': '加入收藏',
    'table.actions.removeFromFavorites': '取消收藏',
    'table.emptyState.title': '没有文档',
    'table.emptyState.description': '您可以编写自己的文档，请参阅入门说明',
    'table.emptyState.docsButton': '文档',
    'table.title.all': '全部',
    'error.couldNotLoad': '无法读取文档列表。',
    'nav.title': '文档',
    'entityContent.title': '文档',
    'reader.settings': '设置',
  },
});
