export { CalicoApp, type CalicoAppProps } from './calico-app';
