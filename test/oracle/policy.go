package main

import (
	"encoding/json"
	"fmt"

	apiv3 "github.com/projectcalico/api/pkg/apis/projectcalico/v3"
	"github.com/projectcalico/api/pkg/lib/numorstring"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/projectcalico/calico/libcalico-go/lib/backend/k8s/conversion"
	"github.com/projectcalico/calico/libcalico-go/lib/backend/model"
	"github.com/projectcalico/calico/libcalico-go/lib/backend/syncersv1/updateprocessors"
	"github.com/projectcalico/calico/libcalico-go/lib/net"
	"github.com/projectcalico/calico/libcalico-go/lib/selector"
)

type policyOut struct {
	Error    string    `json:"error,omitempty"`
	Name     string    `json:"name"` // as stored: with the namespace, if there is one
	Selector string    `json:"selector"`
	Order    *float64  `json:"order,omitempty"`
	Types    []string  `json:"types"`
	Flags    []bool    `json:"flags"` // doNotTrack, preDNAT, applyOnForward
	Ingress  []ruleOut `json:"ingress"`
	Egress   []ruleOut `json:"egress"`
}

type ruleOut struct {
	Action      string  `json:"action"`
	IPVersion   *int    `json:"ipVersion,omitempty"`
	Protocol    *string `json:"protocol,omitempty"`
	NotProtocol *string `json:"notProtocol,omitempty"`
	ICMP        []*int  `json:"icmp"` // type, code
	NotICMP     []*int  `json:"notIcmp"`
	HTTP        bool    `json:"http"`
	Source      sideOut `json:"source"`
	Destination sideOut `json:"destination"`
}

// One side of a rule. A negative selector beside a positive is folded into it, as Felix's rule scanner does.
type sideOut struct {
	Selector    string   `json:"selector"`
	NotSelector string   `json:"notSelector"`
	Nets        []string `json:"nets"`
	NotNets     []string `json:"notNets"`
	Ports       portsOut `json:"ports"`
	NotPorts    portsOut `json:"notPorts"`
	Service     string   `json:"service"` // namespace/name
}

type portsOut struct {
	Ranges [][2]uint16 `json:"ranges"`
	Names  []string    `json:"names"`
}

// canonical remembers the first selector that cannot be read: Felix drops such a policy as a whole.
type canonical struct{ err error }

func (c *canonical) of(text string) string {
	s, err := selector.Parse(text)
	if err != nil {
		if c.err == nil {
			c.err = fmt.Errorf("%q: %w", text, err)
		}
		return ""
	}
	return s.String()
}

func policyLine(b []byte) any {
	kv, err := readPolicy(b)
	if err != nil {
		return policyOut{Error: err.Error()}
	}
	processor := updateprocessors.NewNetworkPolicyUpdateProcessor()
	if _, ok := kv.Value.(*apiv3.GlobalNetworkPolicy); ok {
		processor = updateprocessors.NewGlobalNetworkPolicyUpdateProcessor()
	}
	kvs, err := processor.Process(kv)
	if err != nil {
		return policyOut{Error: err.Error()}
	}
	p := kvs[0].Value.(*model.Policy)
	c := &canonical{}
	out := policyOut{
		Name:     kvs[0].Key.(model.PolicyKey).Name,
		Selector: c.of(p.Selector),
		Order:    p.Order,
		Types:    p.Types,
		Flags:    []bool{p.DoNotTrack, p.PreDNAT, p.ApplyOnForward},
		Ingress:  c.rules(p.InboundRules),
		Egress:   c.rules(p.OutboundRules),
	}
	if c.err != nil {
		return policyOut{Error: c.err.Error()}
	}
	return out
}

// readPolicy takes {"policy": manifest}; a policy of Kubernetes is converted to Calico's form.
func readPolicy(b []byte) (*model.KVPair, error) {
	var in struct {
		Policy json.RawMessage `json:"policy"`
	}
	var head struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(in.Policy, &head); err != nil {
		return nil, err
	}
	switch {
	case head.APIVersion == "networking.k8s.io/v1":
		np := &networkingv1.NetworkPolicy{}
		if err := json.Unmarshal(in.Policy, np); err != nil {
			return nil, err
		}
		return conversion.NewConverter().K8sNetworkPolicyToCalico(np)
	case head.Kind == apiv3.KindGlobalNetworkPolicy:
		gnp := &apiv3.GlobalNetworkPolicy{}
		err := json.Unmarshal(in.Policy, gnp)
		return &model.KVPair{Key: model.ResourceKey{Kind: head.Kind, Name: gnp.Name}, Value: gnp}, err
	default:
		np := &apiv3.NetworkPolicy{}
		err := json.Unmarshal(in.Policy, np)
		return &model.KVPair{Key: model.ResourceKey{Kind: head.Kind, Name: np.Name, Namespace: np.Namespace}, Value: np}, err
	}
}

func (c *canonical) rules(rules []model.Rule) []ruleOut {
	out := []ruleOut{}
	for _, r := range rules {
		out = append(out, ruleOut{
			Action:      r.Action,
			IPVersion:   r.IPVersion,
			Protocol:    protocolText(r.Protocol),
			NotProtocol: protocolText(r.NotProtocol),
			ICMP:        []*int{r.ICMPType, r.ICMPCode},
			NotICMP:     []*int{r.NotICMPType, r.NotICMPCode},
			HTTP:        r.HTTPMatch != nil,
			Source: c.side(r.SrcSelector, r.NotSrcSelector, r.SrcNets, r.NotSrcNets, r.SrcPorts, r.NotSrcPorts,
				r.SrcServiceNamespace+"/"+r.SrcService),
			Destination: c.side(r.DstSelector, r.NotDstSelector, r.DstNets, r.NotDstNets, r.DstPorts, r.NotDstPorts,
				r.DstServiceNamespace+"/"+r.DstService),
		})
	}
	return out
}

func (c *canonical) side(
	positive, negative string, nets, notNets []*net.IPNet, ports, notPorts []numorstring.Port, service string,
) sideOut {
	out := sideOut{Nets: netTexts(nets), NotNets: netTexts(notNets), Ports: portLists(ports), NotPorts: portLists(notPorts), Service: service}
	switch {
	case positive != "" && negative != "":
		out.Selector = c.of(fmt.Sprintf("(%s) && (!(%s))", positive, negative))
	case positive != "":
		out.Selector = c.of(positive)
	case negative != "":
		out.NotSelector = c.of(negative)
	}
	return out
}

func protocolText(p *numorstring.Protocol) *string {
	if p == nil {
		return nil
	}
	s := p.String()
	return &s
}

func netTexts(nets []*net.IPNet) []string {
	out := []string{}
	for _, n := range nets {
		out = append(out, n.Network().String())
	}
	return out
}

func portLists(ports []numorstring.Port) portsOut {
	out := portsOut{Ranges: [][2]uint16{}, Names: []string{}}
	for _, p := range ports {
		if p.PortName != "" {
			out.Names = append(out.Names, p.PortName)
		} else {
			out.Ranges = append(out.Ranges, [2]uint16{p.MinPort, p.MaxPort})
		}
	}
	return out
}
