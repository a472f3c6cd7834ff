const chromiumOnly =
  '仅部分基于 Chromium 的浏览器支持，且页面须通过 HTTPS 打开';

/** The template editor; spread into the scaffolder's messages, where they are checked. */
export const scaffolderEditor = {
  'templateEditorForm.stepper.emptyText': '模板中没有可预览的参数。',
  'templateIntroPage.title': '管理模板',
  'templateIntroPage.subtitle': '编辑、预览并试用模板、表单和自定义字段',
  'templateFormPage.title': '模板编辑器',
  'templateFormPage.subtitle': '编辑、预览并试用模板表单',
  'templateCustomFieldPage.title': '自定义字段浏览器',
  'templateCustomFieldPage.subtitle': '编辑、预览并试用自定义字段',
  'templateEditorPage.title': '模板编辑器',
  'templateEditorPage.subtitle': '编辑、预览并试用模板和模板表单',
  'templateEditorPage.dryRunResults.title': '试运行结果',
  'templateEditorPage.dryRunResultsList.title': '结果 {{resultId}}',
  'templateEditorPage.dryRunResultsList.downloadButtonTitle': '下载 .zip',
  'templateEditorPage.dryRunResultsList.deleteButtonTitle': '删除结果',
  'templateEditorPage.dryRunResultsView.tab.files': '文件',
  'templateEditorPage.dryRunResultsView.tab.log': '日志',
  'templateEditorPage.dryRunResultsView.tab.output': '输出',
  'templateEditorPage.taskStatusStepper.skippedStepTitle': '已跳过',
  'templateEditorPage.customFieldExplorer.selectFieldLabel':
    '选择自定义字段扩展',
  'templateEditorPage.customFieldExplorer.fieldForm.title': '字段选项',
  'templateEditorPage.customFieldExplorer.fieldForm.applyButtonTitle': '应用',
  'templateEditorPage.customFieldExplorer.fieldPreview.title': '字段预览',
  'templateEditorPage.customFieldExplorer.preview.title': '模板定义',
  'templateEditorPage.templateEditorBrowser.closeConfirmMessage':
    '确定吗？未保存的更改将丢失',
  'templateEditorPage.templateEditorBrowser.saveIconTooltip': '保存全部文件',
  'templateEditorPage.templateEditorBrowser.reloadIconTooltip': '重新读取目录',
  'templateEditorPage.templateEditorBrowser.closeIconTooltip': '关闭目录',
  'templateEditorPage.templateEditorIntro.title': '选择以下一项开始',
  'templateEditorPage.templateEditorIntro.loadLocal.title': '打开模板目录',
  'templateEditorPage.templateEditorIntro.loadLocal.description':
    '打开本地模板目录，可以编辑并试运行自己的模板。',
  'templateEditorPage.templateEditorIntro.loadLocal.unsupportedTooltip':
    chromiumOnly,
  'templateEditorPage.templateEditorIntro.createLocal.title': '新建模板',
  'templateEditorPage.templateEditorIntro.createLocal.description':
    '新建本地模板目录，可以编辑并试运行自己的模板。',
  'templateEditorPage.templateEditorIntro.createLocal.unsupportedTooltip':
    chromiumOnly,
  'templateEditorPage.templateEditorIntro.formEditor.title': '模板表单试验区',
  'templateEditorPage.templateEditorIntro.formEditor.description':
    '预览并编辑模板表单，可使用示例模板，也可从目录中读取模板。',
  'templateEditorPage.templateEditorIntro.fieldExplorer.title':
    '自定义字段浏览器',
  'templateEditorPage.templateEditorIntro.fieldExplorer.description':
    '查看并试用已安装的自定义字段扩展。',
  'templateEditorPage.templateEditorTextArea.saveIconTooltip': '保存文件',
  'templateEditorPage.templateEditorTextArea.refreshIconTooltip':
    '重新读取文件',
  'templateEditorPage.templateEditorTextArea.emptyStateParagraph':
    '请在文件菜单中选择一项操作。',
  'templateEditorPage.templateFormPreviewer.title': '读取现有模板',
  'templateEditorToolbar.customFieldExplorerTooltip': '自定义字段浏览器',
  'templateEditorToolbar.installedActionsDocumentationTooltip':
    '已安装动作的文档',
  'templateEditorToolbar.templatingExtensionsDocumentationTooltip':
    '模板扩展的文档',
  'templateEditorToolbar.addToCatalogButton': '发布',
  'templateEditorToolbar.addToCatalogDialogTitle': '发布更改',
  'templateEditorToolbar.addToCatalogDialogContent.stepsIntroduction':
    '请按以下步骤创建或更新模板：',
  'templateEditorToolbar.addToCatalogDialogContent.stepsListItems':
    '将模板文件保存到本地目录\n向新的或现有的 git 仓库提交合并请求\n如果模板已存在，合并后更改会反映到软件目录中\n如果是新模板，请按下方链接的文档在软件目录中登记模板仓库',
  'templateEditorToolbar.addToCatalogDialogActions.documentationButton':
    '查看文档',
  'templateEditorToolbar.addToCatalogDialogActions.documentationUrl':
    'https://backstage.io/docs/features/software-templates/adding-templates/',
  'templateEditorToolbarFileMenu.button': '文件',
  'templateEditorToolbarFileMenu.options.openDirectory': '打开模板目录',
  'templateEditorToolbarFileMenu.options.createDirectory': '新建模板目录',
  'templateEditorToolbarFileMenu.options.closeEditor': '关闭模板编辑器',
  'templateEditorToolbarTemplatesMenu.button': '模板',
} as const;
