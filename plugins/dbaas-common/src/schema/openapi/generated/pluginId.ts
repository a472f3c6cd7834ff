export const pluginId = 'dbaas';
