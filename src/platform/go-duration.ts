import { Duration } from 'cdk8s';
import { type RenderContext } from '../resource';

/**
 * A duration as Go writes it. The API server stores durations in this form, so writing it causes no difference later.
 * Calico's CRDs take no fractions (`1.5s`): those are reported.
 */
export function goDuration(duration: Duration | undefined, path: string, context: RenderContext): string | undefined {
  if (duration === undefined) {
    return undefined;
  }
  const milliseconds = duration.toMilliseconds();
  if (milliseconds % 1000 !== 0 && milliseconds > 1000) {
    context.report(path, `${milliseconds} ms is not a whole number of seconds; Calico's CRDs take no fractions. Round it`);
  }
  if (milliseconds < 1000) {
    return milliseconds === 0 ? '0s' : `${milliseconds}ms`;
  }
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}h` : ''}${seconds >= 60 ? `${minutes}m` : ''}${seconds % 60}s`;
}
