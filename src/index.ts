// The public API, every name by hand; test/index.test.ts pins the list.

export type { CertificateProblem } from "./client/certificate-problem.js";
// Connections and client
export {
  type DialFailure,
  type DialOptions,
  type DialResult,
  type DialStep,
  dial,
  type HandshakeTimings,
} from "./client/dial.js";
export type { DialFailureCode, DialResponse } from "./client/dial-failure.js";
export type { DialTlsOptions } from "./client/dial-options.js";
export { findIdleTimeout, type IdleOptions, type IdleResult } from "./client/idle/find-idle-timeout.js";
export type { ResolveEntry } from "./client/resolve-entry.js";
export { WebSocketClient, type WebSocketClientOptions } from "./client/web-socket-client.js";
export type {
  ClientHandshake,
  WebSocketClientError,
  WebSocketClientEvents,
  WebSocketOpenOptions,
  WebSocketState,
} from "./client/web-socket-events.js";
// Foundations
export { type Clock, systemClock } from "./clock.js";
// Comparisons
export { type BlockRun, blockFigures } from "./compare/block-figures.js";
export { compareAgain } from "./compare/compare-again.js";
export {
  type ComparedReports,
  type CompareReportsOptions,
  compareReports,
} from "./compare/compare-reports.js";
export { type ComparedSide, type CompareOptions, compareSides } from "./compare/compare-sides.js";
export { defaultGates, type FigureEntry, figureCatalogue } from "./compare/compared-figure.js";
export type { ComparedInput } from "./compare/compared-input.js";
export type { SourcedReport } from "./compare/run-block.js";
// Conformance
export type { AgentRun } from "./conformance/agent-run.js";
export type { ConformanceCase, Outcomes } from "./conformance/case.js";
export type { CaseEvent } from "./conformance/case-event.js";
export type { CaseResult } from "./conformance/case-result.js";
export { type CaseFilter, type CaseSelection, selectCases } from "./conformance/case-selection.js";
export { allCases, type CatalogueOptions, makeCatalogue } from "./conformance/catalogue.js";
export type { CloseExpectation } from "./conformance/close-expectation.js";
export { type Baseline, parseBaseline, renderBaseline } from "./conformance/report/baseline.js";
export {
  type CaseDifference,
  compareOutcomes,
  type ResultComparison,
  readOutcomes,
} from "./conformance/report/compare-results.js";
export { conformanceDetails } from "./conformance/report/conformance-details.js";
export { redactResult } from "./conformance/report/redact-result.js";
export {
  type PlacedResult,
  type ReferenceIndex,
  referenceCase,
  referenceIndex,
} from "./conformance/report/reference-shape.js";
export { type Judging, reportAgents } from "./conformance/report/report-agents.js";
export { runServerCases, type ServerRunOptions } from "./conformance/run-server-cases.js";
export type { Behavior, BehaviorClose, CaseVerdict, Verdict } from "./conformance/verdict.js";
export type {
  CloseOutcome,
  Connection,
  ConnectionCounters,
  ConnectionListener,
  Driver,
  PreparedMessage,
  PrepareOptions,
  SocketAddress,
} from "./connection/connection.js";
export { FrameConnection, type FrameConnectionOptions } from "./connection/frame-connection.js";
export type { MaskKeyKind } from "./connection/mask-keys.js";
export { WsConnection, type WsConnectionOptions } from "./connection/ws-connection.js";
// Load engine
export { declaredLoads, type FileSetting } from "./engine/file/declared-loads.js";
export { type LoadedRunFile, loadRunFile } from "./engine/file/load-run-file.js";
export type { RunFile } from "./engine/file/run-file.js";
export type { LimitedBy } from "./engine/limited-by.js";
export type {
  ConstantArrivalRatePlan,
  ConstantClientsPlan,
  ExecutorPlan,
  PerClientIterationsPlan,
  PhasePlan,
  RampingArrivalRatePlan,
  RampingClientsPlan,
  SharedIterationsPlan,
} from "./engine/plan/executor-plan.js";
export { InvalidLoadError } from "./engine/plan/invalid-load-error.js";
export type { LoadOptions, TrafficOptions } from "./engine/plan/load-options.js";
export { planDifferences } from "./engine/plan/plan-differences.js";
export type { PlanProblem } from "./engine/plan/plan-problem.js";
export { planRun, type RunOptions } from "./engine/plan/plan-run.js";
export type { GeneratorLimits, LoadPlan, Pacing, RunPlan } from "./engine/plan/run-plan.js";
export { type RestoredRun, restorePlan, storePlan } from "./engine/plan/stored-plan.js";
export type { StoredPlan } from "./engine/plan/stored-plan-schema.js";
export type {
  BackoffPlan,
  DeliveryPlan,
  FeedPlan,
  MatchPlan,
  MessagePlan,
  PayloadPlan,
  SchedulePlan,
  SessionBound,
  SizePlan,
  TrafficPlan,
} from "./engine/plan/traffic-plan.js";
export {
  openProcessWatch,
  type ProcessWatch,
  type ProcessWatchOptions,
  type ProcessWatchSummary,
} from "./engine/process-watch.js";
export type { MessageCounts } from "./engine/record/message-counts.js";
export type { RunProgress } from "./engine/run/run-progress.js";
export type { LoadThresholds } from "./engine/run/watch-thresholds.js";
export { type LoadResult, type LoadsOptions, type LoadsResult, runLoads } from "./engine/run-loads.js";
export {
  checkSearch,
  type LoadSearch,
  type LoadSearchOptions,
  type LoadSearchResult,
  runSearch,
} from "./engine/search/run-search.js";
export type { SearchVary, VariedLoad } from "./engine/search/vary-load.js";
export { isUserMistake, WsrigError, type WsrigErrorOptions } from "./errors.js";
// Experiments
export { type CheckedExperiment, checkBlocks, checkExperiment } from "./experiment/check-experiment.js";
export type { BlockBegin, Experiment, ExperimentOptions } from "./experiment/experiment-options.js";
export { declaredExperiment, type ExperimentSetting } from "./experiment/file/declared-experiment.js";
export {
  type ExperimentDefinition,
  experiment,
  type VariantDefinition,
} from "./experiment/file/experiment-definition.js";
export type {
  FragmentsOptions,
  FragmentsSweep,
  SweepPart,
} from "./experiment/fragments/fragments-options.js";
export {
  type CheckedFragments,
  checkFragments,
  type FragmentsResult,
  runFragments,
} from "./experiment/fragments/run-fragments.js";
export type { SweepChoice } from "./experiment/fragments/sweep-plan.js";
export type { SweepLoad } from "./experiment/fragments/sweep-variants.js";
export { type ExperimentResult, runBlocks, runExperiment } from "./experiment/run-experiment.js";
export {
  type ComparedWithStored,
  compareWithStored,
  type GateBaselineInput,
  makeGateBaseline,
  type StoredComparison,
  storedPlanOf,
} from "./experiment/stored-baseline.js";
export type { TargetCommand, Variant } from "./experiment/variant.js";
// History
export { type FoundFolder, type GatheredEntries, gatherEntries } from "./history/gather-entries.js";
export { type HistoryEntry, historyEntry, type ReportPlace } from "./history/history-entry.js";
export type { PlacedChange } from "./history/history-words.js";
export { freshRegressions, type HistoryOptions, makeHistory } from "./history/make-history.js";
// Metrics and reports
export { buildRunReport, type RunReportInput } from "./metrics/build-report.js";
export { type CatalogueEntry, metricCatalogue } from "./metrics/catalogue.js";
export { MetricCollector, type MetricCollectorOptions } from "./metrics/collector.js";
export type {
  ChangeVerdict,
  ComparedFigure,
  ComparedRow,
  ReportBlock,
  ReportComparison,
} from "./metrics/comparison-report.js";
export { markRed } from "./metrics/comparison-verdict.js";
export type { ConformanceDetails } from "./metrics/conformance-details.js";
export type { ReportAgent, ReportBaseline, ReportCase } from "./metrics/conformance-report.js";
export { type ReportEnvironment, readEnvironment, readToolVersion } from "./metrics/environment.js";
export { type EnvironmentDifference, environmentDifferences } from "./metrics/environment-differences.js";
export type { ReportExperiment, ReportSweep } from "./metrics/experiment-report.js";
export { type GateBaseline, parseGateBaseline, renderGateBaseline } from "./metrics/gate-baseline.js";
export { LatencyHistogram } from "./metrics/histogram.js";
export type { HistoryFigure, RunHistory } from "./metrics/history.js";
export { parseRunReport } from "./metrics/read-report.js";
export {
  type Notice,
  type ReportCheck,
  type ReportMetric,
  type RunReport,
  runReportSchema,
  type SeriesPoint,
  type Tags,
} from "./metrics/run-report.js";
// Protocol, sans-I/O
export {
  buildUpgradeRequest,
  readUpgradeAnswer,
  type UpgradeAnswer,
  type UpgradeRequestOptions,
} from "./protocol/client-handshake.js";
export { CloseCode, closeCodeName, isWireCloseCode, maySendCloseCode } from "./protocol/close-codes.js";
export { type DeflateParameters, MessageDeflater, MessageInflater } from "./protocol/deflate.js";
export {
  acceptDeflateAnswer,
  answerDeflateOffers,
  type DeflateOffer,
} from "./protocol/deflate-negotiation.js";
export {
  Endpoint,
  type EndpointCounters,
  type EndpointOptions,
  type EndpointOutcome,
  type EndpointSink,
} from "./protocol/endpoint.js";
export {
  FrameDecoder,
  type FrameDecoderOptions,
  type FrameDecoderSink,
  type FrameHeader,
} from "./protocol/frame-decoder.js";
export { chop, encodeFragments, encodeFrame } from "./protocol/frame-encoder.js";
export { HttpHeaders } from "./protocol/headers.js";
export { defaultLimits, type ProtocolLimits } from "./protocol/limits.js";
export { applyMask } from "./protocol/mask.js";
export { type MessageKind, Opcode, opcodeName, type Role } from "./protocol/opcodes.js";
export type { RawFrame } from "./protocol/raw-frame.js";
export type { CloseFrame, ReceivedFrame, ReceivedMessage } from "./protocol/received.js";
export {
  buildRejection,
  buildUpgradeResponse,
  judgeUpgradeRequest,
  type UpgradeJudgement,
  type UpgradePolicy,
} from "./protocol/server-handshake.js";
export { Utf8Validator } from "./protocol/utf8.js";
export type { Violation, ViolationCode } from "./protocol/violation.js";
export { type Random, seededRandom } from "./random.js";
export {
  type BenchmarkEntry,
  type BenchmarkMeasures,
  benchmarkEntries,
  benchmarkMeasures,
} from "./report/benchmark-shapes.js";
export { type Colours, plainColours } from "./report/colours.js";
export { githubAnnotations } from "./report/github-annotations.js";
export { renderHistoryMarkdown } from "./report/history-markdown.js";
export { renderHistoryText } from "./report/history-text.js";
export { renderHistoryHtml, renderHtml } from "./report/html.js";
export { renderJson } from "./report/json.js";
export { renderJunit } from "./report/junit.js";
export { renderMarkdown } from "./report/markdown.js";
export { renderText } from "./report/text.js";
// Scenarios
export { builtinScenarios } from "./scenarios/builtin-scenarios.js";
export { scenarioJsonSchema } from "./scenarios/json-schema.js";
export { type LoadedScenarioFile, loadScenarioFile } from "./scenarios/load-file.js";
export { runScenarios, type ScenarioRunOptions, type ScenarioRunResult } from "./scenarios/run-scenarios.js";
export { type Scenario, type ScenarioDefinition, type SetupContext, scenario } from "./scenarios/scenario.js";
export type {
  CheckDetail,
  Session,
  SessionConnection,
  SessionConnectOptions,
  SessionConnectResult,
  SessionFrame,
  SessionMessage,
} from "./scenarios/session.js";
export { probeTarget, type TargetProbe } from "./scenarios/target-probe.js";
// Servers
export type { AudienceLimits } from "./server/behaviours/audience.js";
export type { BehaviourInfo } from "./server/behaviours/behaviour.js";
export { listBehaviours } from "./server/behaviours/catalogue.js";
export { OriginAuthenticator } from "./server/origin-authenticator.js";
export { type ReferenceServer, startReferenceServer } from "./server/reference-server.js";
export type { ReferenceServerOptions, ServerTlsOptions } from "./server/reference-server-options.js";
export type { ServerEvent } from "./server/server-event.js";
export type { ServerStats } from "./server/server-stats.js";
export { WebSocketServer } from "./server/web-socket-server.js";
export type { WebSocketServerEvents, WebSocketServerOptions } from "./server/web-socket-server-options.js";
export { loadReportPage } from "./store/report-page.js";
export { createRunFolder, findLatest, type RunFolder } from "./store/run-folder.js";
export { type RunFolderContent, readRunFolders } from "./store/run-folders.js";
// In a browser
export { type ConsoleOptions, openConsole } from "./ui/console.js";
export type { UserInterface } from "./ui/user-interface.js";
