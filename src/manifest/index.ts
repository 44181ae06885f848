export { ByIdentity, type Identity } from './by-identity';
export { editDocument, type TextEdit } from './edit';
export { type FieldPath, parsePath, printPath } from './field-path';
export { InputError } from './input-error';
export { isJsonObject, type Json, type JsonObject } from './json';
export { convertLegacy, isLegacy, type Conversion, type ConversionNote } from './legacy';
export {
  type Manifest, type MisreadKey, type Origin, type Position, type ReadProblem, type ReadProblemKind, type ReadResult,
  type ScalarSource, type ScalarStyle, type SourcePlace,
} from './manifest';
export { type DataProblem, readData, type ReadValue } from './read-data';
export { readManifests, type ReadOptions } from './read';
export { manifestFiles, readPaths } from './read-paths';
export { isShareable, isShared, neverChanges, SharedParts } from './shared-parts';
export { takeManifests } from './take-manifests';
export { writeYaml, writeYamlPieces, type YamlPiece } from './write';
