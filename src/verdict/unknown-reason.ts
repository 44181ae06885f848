/**
 * Why a verdict is unknown. The texts are part of the `evaluate` contract.
 *
 * On complete input only the reasons about the flow itself can occur: those that its author left open.
 */
export enum UnknownReason {
  /** The namespace of an object is not in the input, and a selector asks for its labels. */
  NAMESPACE_LABELS = 'namespace-labels-unknown',
  /** The service account of a pod is not in the input, and a selector asks for its labels. */
  SERVICE_ACCOUNT_LABELS = 'service-account-labels-unknown',
  /** An object names no namespace, so whether a policy of a named namespace is meant cannot be told. */
  NAMESPACE_NAME = 'namespace-name-unknown',
  /** The address of a workload or host is not known and a rule compares it with CIDRs. */
  ADDRESS = 'address-unknown',
  /** The answer differs between addresses that the flow leaves open. */
  ADDRESSES_DIFFER = 'addresses-differ',
  /** The answer differs between ports or protocols that the flow leaves open. */
  TRAFFIC_DIFFERS = 'traffic-differs',
  /** The answer differs between IPv4 and IPv6, and the question leaves open which is meant. */
  IP_VERSIONS_DIFFER = 'ip-versions-differ',
  /** The answer differs between the endpoints of the service. */
  ENDPOINTS_DIFFER = 'endpoints-differ',
  /** The source port is not given and a rule asks for it. */
  SOURCE_PORT = 'source-port-unknown',
  /** The destination port is not given and a rule asks for it. */
  DESTINATION_PORT = 'destination-port-unknown',
  /** The ICMP type or code is not given and a rule asks for it. */
  ICMP_TYPE = 'icmp-type-unknown',
  /** A service is not in the input, or which endpoints it has cannot be told. */
  SERVICE = 'service-unknown',
  /** An address is that of a pod, and the input does not hold the pod. */
  POD = 'pod-unknown',
  /** A policy is in a tier that is not in the input: neither its order nor its default action is known. */
  TIER = 'tier-unknown',
  /** The deciding rule has an HTTP clause, and whether application layer policy enforces it is not known. */
  HTTP = 'http-condition',
  /** Traffic of a host to a pod of the same node is never policed, and on which node the pod runs is not known. */
  HOST_BYPASS = 'host-to-local-pod-unknown',
  /** What happens to traffic of a pod to its own node depends on `defaultEndpointToHostAction`, which the input does not tell. */
  ENDPOINT_TO_HOST = 'endpoint-to-host-action-unknown',
  /** Host endpoints exist, and at which interface the traffic meets them is not known. */
  HOST_INTERFACE = 'host-interface-unknown',
  /** Policy renders no verdict; the FORWARD policy of the node's kernel decides. */
  KERNEL_FORWARD = 'kernel-forward-policy',
}
