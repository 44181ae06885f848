/** How much Typha logs. */
export enum TyphaLogLevel {
  /** What helps to find a mistake. */
  DEBUG = 'DEBUG',
  /** What happens. */
  INFO = 'INFO',
  /** What may be wrong. */
  WARNING = 'WARNING',
  /** What is wrong. */
  ERROR = 'ERROR',
  /** What ends Typha. */
  CRITICAL = 'CRITICAL',
  /** Nothing. */
  NONE = 'none',
}

/** Settings of Typha. They are written as environment variables, or as the file `/etc/calico/typha.cfg`; the environment wins. */
export interface TyphaSettings {
  /**
   * The datastore: `kubernetes` or `etcdv3`.
   * @default kubernetes
   */
  readonly datastoreType?: string;
  /**
   * Whether to answer probes on port 9098.
   * @default true
   */
  readonly healthEnabled?: boolean;
  /**
   * Path of the log file; `none` for no file.
   * @default none
   */
  readonly logFilePath?: string;
  /**
   * What goes to the log file.
   * @default - not written, which is INFO; without a file nothing is
   */
  readonly logSeverityFile?: TyphaLogLevel;
  /**
   * What goes to standard output, which is the pod's log.
   * @default TyphaLogLevel.INFO
   */
  readonly logSeverityScreen?: TyphaLogLevel;
  /**
   * What goes to syslog.
   * @default TyphaLogLevel.NONE
   */
  readonly logSeveritySys?: TyphaLogLevel;
  /**
   * Whether to report metrics for Prometheus.
   * @default - not written, which is false
   */
  readonly prometheusMetricsEnabled?: boolean;
  /**
   * TCP port of the metrics, opened on the node.
   * @default - not written, which is 9093
   */
  readonly prometheusMetricsPort?: number;
  /**
   * Whether to report Go's own metrics too.
   * @default - not written, which is true
   */
  readonly prometheusGoMetricsEnabled?: boolean;
  /**
   * Whether to report the process's metrics too.
   * @default - not written, which is true
   */
  readonly prometheusProcessMetricsEnabled?: boolean;
  /**
   * Whether Typhas spread the nodes among themselves: `kubernetes` or `none`.
   * @default kubernetes
   */
  readonly connectionRebalancingMode?: string;
  /**
   * Connections above which a Typha may send nodes to another one.
   * @default - not written, which is 400
   */
  readonly maxConnectionsLowerLimit?: number;
  /**
   * Seconds in which Typha sends its nodes to others before it ends. The pod gets as long to end.
   * @default 300
   */
  readonly shutdownTimeoutSecs?: number;
}

interface TyphaParameter {
  readonly property: keyof TyphaSettings;
  readonly name: string;
}

/** Typha's own names of the settings: a variable is `TYPHA_` and the name in upper case, the file has the name as it is. */
const PARAMETERS: TyphaParameter[] = [
  { property: 'datastoreType', name: 'DatastoreType' },
  { property: 'healthEnabled', name: 'HealthEnabled' },
  { property: 'logFilePath', name: 'LogFilePath' },
  { property: 'logSeverityFile', name: 'LogSeverityFile' },
  { property: 'logSeverityScreen', name: 'LogSeverityScreen' },
  { property: 'logSeveritySys', name: 'LogSeveritySys' },
  { property: 'prometheusMetricsEnabled', name: 'PrometheusMetricsEnabled' },
  { property: 'prometheusMetricsPort', name: 'PrometheusMetricsPort' },
  { property: 'prometheusGoMetricsEnabled', name: 'PrometheusGoMetricsEnabled' },
  { property: 'prometheusProcessMetricsEnabled', name: 'PrometheusProcessMetricsEnabled' },
  { property: 'connectionRebalancingMode', name: 'ConnectionRebalancingMode' },
  { property: 'maxConnectionsLowerLimit', name: 'MaxConnectionsLowerLimit' },
  { property: 'shutdownTimeoutSecs', name: 'ShutdownTimeoutSecs' },
];

/** What is written where nobody says otherwise. */
const DEFAULTS: TyphaSettings = {
  datastoreType: 'kubernetes',
  healthEnabled: true,
  logFilePath: 'none',
  logSeverityScreen: TyphaLogLevel.INFO,
  logSeveritySys: TyphaLogLevel.NONE,
  connectionRebalancingMode: 'kubernetes',
  shutdownTimeoutSecs: 300,
};

/** The settings that are written, by Typha's own names. */
export function typhaParameters(settings: TyphaSettings): [string, string][] {
  const set = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const all: TyphaSettings = { ...DEFAULTS, ...set };
  return PARAMETERS.filter(({ property }) => all[property] !== undefined).map(({ property, name }) => [name, String(all[property])]);
}

/** The settings as environment variables of a container. */
export function typhaEnvironment(settings: TyphaSettings): { name: string; value: string }[] {
  return typhaParameters(settings).map(([name, value]) => ({ name: `TYPHA_${name.toUpperCase()}`, value }));
}

/** The settings as Typha's file. */
export function typhaFile(settings: TyphaSettings): string {
  return ['[global]', ...typhaParameters(settings).map(([name, value]) => `${name} = ${value}`), ''].join('\n');
}

/** What Typha would not take. */
export function typhaProblems(settings: TyphaSettings): string[] {
  const problems: string[] = [];
  const { prometheusMetricsPort: port, shutdownTimeoutSecs: timeout, maxConnectionsLowerLimit: limit } = settings;
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65535)) {
    problems.push(`prometheusMetricsPort: ${port} is no port; use 1 to 65535.`);
  }
  if (timeout !== undefined && (!Number.isInteger(timeout) || timeout < 0)) {
    problems.push(`shutdownTimeoutSecs: ${timeout} is no number of seconds.`);
  }
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    problems.push(`maxConnectionsLowerLimit: ${limit} is no number of connections; use 1 or more.`);
  }
  for (const [name, value, known] of [
    ['datastoreType', settings.datastoreType, ['kubernetes', 'etcdv3']],
    ['connectionRebalancingMode', settings.connectionRebalancingMode, ['kubernetes', 'none']],
  ] as const) {
    if (value !== undefined && !(known as readonly string[]).includes(value)) {
      problems.push(`${name}: Typha knows no "${value}"; use ${known.join(' or ')}.`);
    }
  }
  return problems;
}
