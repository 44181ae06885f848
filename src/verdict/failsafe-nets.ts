import { type ClusterModel } from '../cluster';
import { type Net } from '../network';

/** Networks that failsafe ports of host endpoints are open to. */
export function failsafeNets(model: ClusterModel): Net[] {
  return [...new Set(model.hostEndpoints.map(({ node }) => node))].flatMap((node) => {
    const { failsafeInbound, failsafeOutbound } = model.felix(node);
    return [...failsafeInbound, ...failsafeOutbound].flatMap(({ net }) => net ?? []);
  });
}
