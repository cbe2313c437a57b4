package import Pipeline

/// The pipeline that runs where none is named: `pipelines/default.yaml`, embedded so that the program needs no files beside it.
package enum BuiltInPipeline {
  package static let yaml = String(decoding: PackageResources.default_yaml, as: UTF8.self)

  package static func plan() throws(PipelineFileError) -> PipelinePlan<IngestStep> {
    try PipelinePlan(PipelineDefinition(yaml: yaml, file: "default.yaml"), registry: IngestStep.registry)
  }
}
