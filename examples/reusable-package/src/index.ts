export * from './shop-baseline';
