package main

import (
	"encoding/json"

	"sigs.k8s.io/yaml"
)

type yamlInput struct {
	Yaml string `json:"yaml"`
}

type yamlAnswer struct {
	Json  json.RawMessage `json:"json,omitempty"`
	Error string          `json:"error,omitempty"`
	// What strict reading says; duplicate keys are an error there only.
	Strict string `json:"strict,omitempty"`
}

func yamlLine(line []byte) any {
	var in yamlInput
	if err := json.Unmarshal(line, &in); err != nil {
		return yamlAnswer{Error: err.Error()}
	}
	var answer yamlAnswer
	if converted, err := yaml.YAMLToJSON([]byte(in.Yaml)); err != nil {
		answer.Error = err.Error()
	} else {
		answer.Json = converted
	}
	if _, err := yaml.YAMLToJSONStrict([]byte(in.Yaml)); err != nil {
		answer.Strict = err.Error()
	}
	return answer
}
