// Answers, with the API server's own packages and without a server, whether custom resources would be admitted by
// their CRDs: unknown fields, defaults, schema, list sets and maps, and CEL rules.
//
//	crd CRDS.yaml ...
//
// reads one {"id", "object"} a line and answers {"id", "errors": [{"field", "type", "message"}], "defaulted"} for each;
// "defaulted" is the object as the server would store it. A line that cannot be read is answered with {"id"?, "error"}.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	crdvalidation "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	genericvalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apimachinery/pkg/util/yaml"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	kjson "sigs.k8s.io/json"
)

type checker struct {
	namespaced bool
	structural *schema.Structural
	schemaV    validation.SchemaValidator
	celV       *cel.Validator
}

type finding struct {
	Field   string `json:"field"`
	Type    string `json:"type"`
	Message string `json:"message"`
}

type question struct {
	ID     json.RawMessage        `json:"id"`
	Object map[string]interface{} `json:"object"`
}

type answer struct {
	ID        json.RawMessage        `json:"id,omitempty"`
	Errors    []finding              `json:"errors"`
	Defaulted map[string]interface{} `json:"defaulted,omitempty"`
	Error     string                 `json:"error,omitempty"`
}

func loadCRDs(files []string) (map[string]*checker, []string, error) {
	scheme := runtime.NewScheme()
	install.Install(scheme)
	out, bad := map[string]*checker{}, []string{}
	for _, f := range files {
		err := eachDoc(f, func(raw []byte) error {
			var ext apiextensionsv1.CustomResourceDefinition
			if err := json.Unmarshal(raw, &ext); err != nil {
				return err
			}
			if ext.Kind != "CustomResourceDefinition" {
				return nil
			}
			apiextensionsv1.SetDefaults_CustomResourceDefinition(&ext)
			apiextensionsv1.SetDefaults_CustomResourceDefinitionSpec(&ext.Spec)
			for _, v := range ext.Spec.Versions { // what a store would hold
				if v.Storage && len(ext.Status.StoredVersions) == 0 {
					ext.Status.StoredVersions = []string{v.Name}
				}
			}
			var in apiextensions.CustomResourceDefinition
			if err := scheme.Convert(&ext, &in, nil); err != nil {
				return err
			}
			for _, e := range crdvalidation.ValidateCustomResourceDefinition(context.Background(), &in) {
				bad = append(bad, ext.Name+": "+e.Error())
			}
			for _, v := range ext.Spec.Versions {
				var s apiextensions.JSONSchemaProps
				if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(v.Schema.OpenAPIV3Schema, &s, nil); err != nil {
					return err
				}
				st, err := schema.NewStructural(&s)
				if err != nil {
					return err
				}
				sv, _, err := validation.NewSchemaValidator(&s)
				if err != nil {
					return err
				}
				out[ext.Spec.Group+"/"+v.Name+"/"+ext.Spec.Names.Kind] = &checker{
					namespaced: ext.Spec.Scope == apiextensionsv1.NamespaceScoped, structural: st, schemaV: sv,
					celV: cel.NewValidator(st, true, celconfig.PerCallLimit),
				}
			}
			return nil
		})
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", f, err)
		}
	}
	return out, bad, nil
}

func eachDoc(path string, fn func([]byte) error) error {
	r, err := os.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	d := yaml.NewYAMLOrJSONDecoder(bufio.NewReader(r), 4096)
	for {
		var raw runtime.RawExtension
		if err := d.Decode(&raw); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if len(raw.Raw) == 0 || string(raw.Raw) == "null" {
			continue
		}
		if err := fn(raw.Raw); err != nil {
			return err
		}
	}
}

// As in pkg/registry/customresource: after these no CEL rule is run.
func blocking(errs field.ErrorList) bool {
	for _, e := range errs {
		switch e.Type {
		case field.ErrorTypeNotSupported, field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
			return true
		}
	}
	return false
}

func (c *checker) check(u *unstructured.Unstructured) []finding {
	var out []finding
	// The decoder of custom resources reads metadata into its Go type first.
	if _, _, _, err := objectmeta.GetObjectMetaWithOptions(u.Object, objectmeta.ObjectMetaOptions{}); err != nil {
		return append(out, finding{"metadata", "FieldValueTypeInvalid", err.Error()})
	}
	// kubectl names a namespace; where there is none the server drops it.
	if !c.namespaced {
		u.SetNamespace("")
	} else if u.GetNamespace() == "" {
		u.SetNamespace("default")
	}
	if u.GetName() == "" && u.GetGenerateName() != "" {
		u.SetName(u.GetGenerateName() + "x2x4x")
	}
	for _, p := range pruning.PruneWithOptions(u.Object, c.structural, true, schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}) {
		out = append(out, finding{p, "UnknownField", "unknown field"})
	}
	defaulting.PruneNonNullableNullsWithoutDefaults(u.Object, c.structural)
	defaulting.Default(u.Object, c.structural)
	errs := genericvalidation.ValidateObjectMetaAccessor(u, c.namespaced, genericvalidation.NameIsDNSSubdomain, field.NewPath("metadata"))
	errs = append(errs, validation.ValidateCustomResource(nil, u.UnstructuredContent(), c.schemaV)...)
	errs = append(errs, objectmeta.Validate(nil, u.Object, c.structural, false)...)
	errs = append(errs, listtype.ValidateListSetsAndMaps(nil, c.structural, u.Object)...)
	if c.celV != nil && !blocking(errs) {
		more, _ := c.celV.Validate(context.Background(), nil, c.structural, u.Object, nil, celconfig.RuntimeCELCostBudget)
		errs = append(errs, more...)
	}
	for _, e := range errs {
		f := e.Field
		if f == "<nil>" {
			f = ""
		}
		out = append(out, finding{f, string(e.Type), e.ErrorBody()})
	}
	return out
}

// ask checks one line; numbers without a fraction are integers, as the server decodes them.
func ask(checkers map[string]*checker, line []byte) answer {
	var q question
	if err := kjson.UnmarshalCaseSensitivePreserveInts(line, &q); err != nil {
		return answer{Error: err.Error()}
	}
	u := &unstructured.Unstructured{Object: q.Object}
	if u.Object == nil {
		return answer{ID: q.ID, Error: "no object"}
	}
	g := u.GroupVersionKind()
	c := checkers[g.Group+"/"+g.Version+"/"+g.Kind]
	if c == nil {
		return answer{ID: q.ID, Error: "no CRD for " + g.String()}
	}
	errs := c.check(u)
	if errs == nil {
		errs = []finding{}
	}
	return answer{ID: q.ID, Errors: errs, Defaulted: u.Object}
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: crd CRDS.yaml ...")
		os.Exit(2)
	}
	checkers, bad, err := loadCRDs(os.Args[1:])
	for _, b := range bad {
		fmt.Fprintln(os.Stderr, "CRD", b)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for in.Scan() {
		if err := encoder.Encode(ask(checkers, in.Bytes())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	if err := in.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
