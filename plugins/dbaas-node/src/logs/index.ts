export * from './LineCutter';
export * from './reasons';
