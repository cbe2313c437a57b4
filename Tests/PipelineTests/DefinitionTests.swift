import Fetching
import Ingestion
import Pipeline
import Storage
import Testing

/// What pipeline files may say. Everything else is refused when the file is loaded, by place and reason.
struct DefinitionTests {
  @Test func `reads every option of every stage`() throws {
    let plan = try plan(
      """
      pipeline: all
      steps:
        - stage: fetch
          options: { maxSize: 10 MB, hidden: yes, include: "*.pdf", exclude: ["a/**", "b"] }
        - stage: dedupe
        - stage: detect
        - { stage: extract, options: { stall: 5min, memory: 512MiB, text: 1MiB } }
        - stage: tag
        - { stage: persist, options: { batch: 7, lostText: 25%, lostPages: 1%, similarity: 40%, worseState: yes } }
      """)

    #expect(plan.definition.name == "all")
    #expect(plan.steps.map(\.name.rawValue) == ["fetch", "dedupe", "detect", "extract", "tag", "persist"])
    #expect(plan.fetchStep?.maxSize == 10_000_000)
    #expect(plan.fetchStep?.walk.includeHidden == true)
    #expect(plan.fetchStep?.walk.include.count == 1)
    #expect(plan.fetchStep?.walk.exclude.count == 2)
    #expect(plan.extractStep.stall == .seconds(300))
    #expect(plan.extractStep.memory == 512 << 20)
    #expect(plan.extractStep.text == 1 << 20)
    #expect(plan.batchSize == 7)
    #expect(plan.promotionRules.lostText == 0.25 && plan.promotionRules.lostPages == 0.01)
    #expect(plan.promotionRules.similarity == 0.4 && plan.promotionRules.worseState)
  }

  @Test func `the pipelines that come with the program can run`() throws {
    #expect(try BuiltInPipeline.plan().steps.count == 6)
  }

  @Test(arguments: [
    ("pipline: x\nsteps: [{stage: fetch}]", "p.yaml:1: unknown key 'pipline'; did you mean 'pipeline'?"),
    ("pipeline: x\nstep: []", "p.yaml:2: unknown key 'step'; did you mean 'steps'?"),
    ("pipeline: x\nsteps:\n  - {stge: fetch}", "p.yaml:3: unknown key 'stge'; did you mean 'stage'?"),
    ("pipeline: x\nsteps:\n  - {stage: fetch, opts: {}}", "p.yaml:3: unknown key 'opts'; valid here: stage, options"),
    ("pipeline: x\nsteps:\n  - {stage: fetsh}", "p.yaml:3: there is no stage 'fetsh'; did you mean 'fetch'?"),
    (
      "pipeline: x\nsteps:\n  - stage: fetch\n    options:\n      hidden: true\n      maxsize: 1MB\n  - {stage: persist}",
      "p.yaml:6: unknown key 'maxsize'; did you mean 'maxSize'?"
    ),
    (
      "pipeline: x\nsteps:\n  - {stage: fetch}\n  - stage: persist\n    options:\n      lostText: 120%",
      "p.yaml:6: 'lostText' takes a share from 0% to 100%"
    ),
    (
      "pipeline: x\nsteps:\n  - {stage: fetch}\n  - stage: persist\n    options:\n      lostPages: 5",
      "p.yaml:6: 'lostPages' takes a share from 0% to 100%"
    ),
    (
      "pipeline: x\nsteps:\n  - {stage: fetch}\n  - {stage: detect, options: {a: 1}}",
      "p.yaml:4: unknown key 'a'; none is expected here"
    ),
  ])
  func `an unknown key names its line and the nearest valid name`(yaml: String, message: String) {
    #expect(refusal(of: yaml) == message)
  }

  @Test(arguments: [
    ("steps: [{stage: fetch}]", "'pipeline' is missing"), ("pipeline: x", "'steps' is missing"),
    ("pipeline: x\nsteps: fetch", "'steps' takes a list of stages"),
    ("pipeline: x\nsteps: []", "'steps' takes at least one stage"), ("", "it is empty"),
    ("pipeline: [", "not a pipeline file"), ("- a\n- b", "p.yaml:1"),
    ("pipeline: x\nsteps: [{options: {}}]", "'stage' is missing"),
    ("pipeline: x\nsteps: [{stage: fetch, options: [a]}]", "'options' takes keys and values"),
    ("pipeline: x\nsteps: [{stage: fetch, options: {maxSize: big}}]", "'maxSize' takes a size such as 256MiB"),
    ("pipeline: x\nsteps: [{stage: fetch, options: {agent: Bot/1.0}}]", "'agent' takes a name of letters, - and _"),
    ("pipeline: x\nsteps: [{stage: fetch, options: {perSite: 0}}]", "'perSite' takes a whole number from 1 to 16"),
    ("pipeline: x\nsteps: [{stage: fetch, options: {hidden: maybe}}]", "'hidden' takes true or false"),
    ("pipeline: x\nsteps: [{stage: fetch, options: {include: {a: b}}}]", "'include' takes a value or a list of values"),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: detect}, {stage: extract, options: {stall: 30}}]",
      "'stall' takes a length of time"
    ),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: detect}, {stage: extract, options: {memory: 1MiB}}]",
      "'memory' takes at least 256MiB"
    ),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: detect}, {stage: extract, options: {text: 1}}]",
      "'text' takes at least 1KiB"
    ),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: detect}, {stage: extract, options: {ocr: perhaps}}]",
      "'ocr' takes auto or off"
    ),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: detect}, {stage: extract, options: {ocrLanguages: [../eng]}}]",
      "'ocrLanguages' takes names of Tesseract's languages"
    ),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: detect}, {stage: extract, options: {passwords: /nowhere/list}}]",
      "'passwords' takes the path of a readable file"
    ),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: persist, options: {batch: 0}}]",
      "'batch' takes a whole number from 1 to 4096"
    ),
    (
      "pipeline: x\nsteps: [{stage: fetch}, {stage: persist, options: {batch: 4097}}]",
      "'batch' takes a whole number from 1 to 4096"
    ),
  ])
  func `what is missing or has the wrong form is named`(yaml: String, part: String) throws {
    let message = try #require(refusal(of: yaml))

    #expect(message.hasPrefix("p.yaml:"))
    #expect(message.contains(part))
  }

  @Test func `a page under text recognition ends well before it would count as stalled`() throws {
    func recognition(_ options: String) throws -> RecognitionOptions? {
      let extract = "{stage: extract, options: {\(options)}}"
      let yaml = "pipeline: x\nsteps: [{stage: fetch}, {stage: detect}, \(extract), {stage: persist}]"
      let definition = try PipelineDefinition(yaml: yaml, file: "p.yaml")
      return try PipelinePlan(definition, registry: IngestStep.registry).extractStep.recognition
    }

    #expect(try recognition("stall: 6s, ocrLanguages: [deu, eng]")?.pageTime == .seconds(4))
    #expect(try recognition("stall: 6s, ocrLanguages: [deu, eng]")?.languages == ["deu", "eng"])
    #expect(try recognition("stall: 1h, ocrPage: 1min")?.pageTime == .seconds(60))
    #expect(try recognition("ocr: off") == nil)
  }

  @Test func `names both stages when their types do not meet`() {
    #expect(
      refusal(of: "pipeline: x\nsteps:\n  - {stage: fetch}\n  - {stage: extract}\n  - {stage: persist}")
        == "p.yaml:4: 'fetch' gives FetchedFile, but 'extract' takes DetectedFile")
    #expect(
      refusal(of: "pipeline: x\nsteps: [{stage: detect}]")
        == "p.yaml:2: 'the folder walk' gives FolderEntry, but 'detect' takes FetchedFile")
    #expect(
      refusal(of: "pipeline: x\nsteps: [{stage: fetch}, {stage: persist}, {stage: dedupe}]")?
        .contains("'persist' gives StoredDocument, but 'dedupe' takes FetchedFile or DetectedFile") == true)
  }

  @Test func `a pipeline must end with what stores`() {
    #expect(
      refusal(of: "pipeline: x\nsteps:\n  - {stage: fetch}\n  - {stage: detect}")
        == "p.yaml:4: the pipeline ends with 'detect', which gives DetectedFile; it must end with a stage that stores")
  }

  @Test(arguments: [
    "fetch, persist", "fetch, dedupe, persist", "fetch, detect, persist",
    "fetch, detect, dedupe, extract, tag, persist",
    "fetch, detect, extract, persist", "fetch, detect, extract, tag, dedupe, persist",
  ])
  func `stages may be left out, and dedupe may stand anywhere behind fetch`(stages: String) throws {
    let steps = stages.split(separator: ", ").map { "{stage: \($0)}" }.joined(separator: ", ")

    #expect(try plan("pipeline: x\nsteps: [\(steps)]").steps.count == stages.split(separator: ",").count)
  }

  private func plan(_ yaml: String) throws -> PipelinePlan<IngestStep> {
    try PipelinePlan(PipelineDefinition(yaml: yaml, file: "p.yaml"), registry: IngestStep.registry)
  }

  /// Why `yaml` is refused.
  private func refusal(of yaml: String) -> String? {
    do throws(PipelineFileError) {
      _ = try PipelinePlan(PipelineDefinition(yaml: yaml, file: "p.yaml"), registry: IngestStep.registry)
      return nil
    } catch {
      return error.message
    }
  }
}
