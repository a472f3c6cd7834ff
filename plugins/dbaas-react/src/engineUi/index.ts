export * from './EngineUi';
export { EngineUiBlueprint } from './EngineUiBlueprint';
