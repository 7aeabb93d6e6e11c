// Types of the package: the protocol of the worker (the same as recruta_api's), the client, and the inner seams.

export { Client } from "./client.js";
export { EngineError } from "./error.js";
export type { RandomAccessFile } from "./threads/recruta_pkg.js";
import type { RandomAccessFile } from "./threads/recruta_pkg.js";

// ---- Protocol -------------------------------------------------------------------------------------------------------

export type ErrorCode =
  | "bad_request"
  | "too_long"
  | "bundle_incompatible"
  | "model_missing"
  | "model_corrupt"
  | "out_of_memory"
  | "cancelled"
  | "overloaded"
  | "internal";

/** A stable code to branch on, and a sentence that says what to do next. */
export interface ErrorBody {
  code: string;
  message: string;
}

export type Command =
  | { type: "models" }
  | { type: "load_retriever" }
  | { type: "load_generator"; model: string }
  | { type: "delete_model"; model: string }
  | { type: "ask"; question: string; prose: boolean; follow_up?: boolean; reuse?: boolean; filters?: Filters }
  | { type: "insight"; family?: string | null; level?: string | null }
  | { type: "interview_vacancies"; filter: VacancyFilter }
  | { type: "interview_plan"; request: PlanRequest }
  | { type: "interview_answer"; session: Session; question: number; text: string; retry?: boolean }
  | { type: "interview_help"; session: Session; question: number }
  | { type: "interview_rephrase"; session: Session; question: number }
  | { type: "interview_advice"; session: Session; question: number }
  | { type: "interview_report"; session: Session }
  | { type: "interview_source"; kind: "vacancy" | "profile"; record: string; competencies: string[] }
  | { type: "stop"; target: number }
  | { type: "debug_parity"; question: string };

/** How well a language is spoken, at least. */
export type Fluency = "basic" | "intermediate" | "advanced" | "fluent";

/** Which hires a question is about; a profile passes when one of its hires passes every filter. */
export interface Filters {
  /** Words of the area or the title, of the vacancy or the profile. Texts have at most 80 characters. */
  family?: string;
  /** Level of the vacancy or the profile. */
  level?: string;
  /** A contract the vacancy offers. */
  contract?: string;
  english?: Fluency;
  spanish?: Fluency;
  /** Whether the vacancy is for SAP. */
  sap?: boolean;
  /** City or state of the vacancy. */
  place?: string;
}

/** A command with an id of the page's choosing, unique while the worker lives. */
export type Request = { id: number } & Command;

/** Half-open, in Unicode scalar values: index `[...text]`, not `text`. */
export interface Span {
  start: number;
  end: number;
}

export interface VacancyRef {
  id: string;
  title: string;
  status: string;
}

export interface Source {
  /** The number in brackets in the answer's text, from 1. */
  number: number;
  passage: string;
  profile: string;
  profile_title: string;
  vacancies: VacancyRef[];
  text: string;
  highlights: Span[];
  skills: string[];
  /** 0 to 1. */
  score: number;
}

export interface Statement {
  text: string;
  citations: number[];
}

export interface Evidence {
  language: "pt" | "en";
  sufficient: boolean;
  confidence: number;
  sources: Source[];
  /** The filter that let no hire through, if one did; nothing was searched then. */
  emptied_by?: keyof Filters;
}

export type ProseStatus = "absent" | "shown" | "partial" | "withheld" | "stopped";

export interface Prose {
  status: ProseStatus;
  reason?: string;
  statements: Statement[];
  n_tokens: number;
}

export interface Answer extends Evidence {
  text: string;
  composed: Statement[];
  prose: Prose;
}

export interface Share {
  name: string;
  /** People. */
  count: number;
}

export interface Breakdown {
  /** People the field says something of: the denominator. */
  n_known: number;
  shares: Share[];
  /** Whether values were left out because too few people have them. */
  has_hidden: boolean;
}

export interface Choice {
  id: string;
  n_profiles: number;
}

/** What a group of hired people shares. */
export interface Insight {
  family: string | null;
  level: string | null;
  /** Groups, and values within a group, of fewer people are not told. */
  min_group: number;
  /** Null when too few people are in it. */
  group: {
    n_profiles: number;
    skills: Share[];
    english: Breakdown;
    spanish: Breakdown;
    education: Breakdown;
    contracts: Breakdown;
  } | null;
  /** All candidacies, hired or not; of a family or of a level, never of both. */
  funnel: {
    family: string | null;
    level: string | null;
    n_rows: number;
    stages: { id: string; count: number; at_least: boolean }[];
    statuses: { name: string; count: number | null }[];
  } | null;
  /** What can be chosen with the other one as it is. */
  families: Choice[];
  levels: Choice[];
}

export interface ModelBody {
  id: string;
  role: string;
  name: string;
  licence: string;
  languages: string[];
  size_bytes: number;
  available: boolean;
  stored: boolean;
  loaded: boolean;
}

export type Stage = "download" | "verify" | "load";

export interface Progress {
  type: "progress";
  stage: Stage;
  /** Catalogue id, or `bundle`. */
  model: string;
  done_bytes: number;
  total_bytes: number;
}

export interface Models {
  type: "models";
  models: ModelBody[];
  quota_bytes: number | null;
  used_bytes: number | null;
}

export interface Parity {
  type: "debug_parity";
  passages: string[];
  prompt: string | null;
  tokens: number[];
}

// Interviews; recruta_api::interview says what each field means.

export type Level = "estagio" | "junior" | "pleno" | "senior" | "especialista" | "coordenador";
export type QuestionStatus = "not_asked" | "asked" | "answered" | "not_answered";
export type Band = "weak" | "fair" | "good" | "strong";

export interface VacancyFilter {
  query: string;
  area?: string;
  level?: string;
}

export interface VacancyBrief {
  id?: string;
  title: string;
  area: string;
  level: string;
  skills: string[];
  n_hired: number;
}

export interface VacancyList {
  vacancies: VacancyBrief[];
  n_matching: number;
  areas: string[];
  levels: string[];
}

/** Exactly one of `vacancy` and `job_description`. */
export interface PlanRequest {
  vacancy?: string;
  job_description?: string;
  level?: Level;
  language: "pt" | "en";
  n_questions: 5 | 8 | 12;
  mode: "practice" | "live";
  variant?: number;
  cv?: string;
}

export interface Citation {
  kind: "vacancy" | "profile";
  id: string;
  title: string;
}

export interface Quote {
  turn: number;
  span: Span;
  text: string;
  shows: string;
}

export interface ScoreComponent {
  id: string;
  name: string;
  level: number;
  weight: number;
  words: string;
  quotes: Quote[];
  missing: string[];
}

export interface InterviewScore {
  rubric: number;
  overall: number;
  band: Band;
  components: ScoreComponent[];
  cap?: { reason: string; at_most: number; words: string };
  not_scored: string[];
}

export interface PlannedQuestion {
  number: number;
  id: string;
  kind: "opening" | "technical" | "behavioural" | "situational" | "closing";
  competency: string;
  competency_name: string;
  why: string;
  probe?: { kind: "claim" | "gap"; term: string };
  text: string;
  rephrased: boolean;
  status: QuestionStatus;
  turns: { asked: string; aim?: string; answer?: string }[];
  score?: InterviewScore;
  /** A model's; no part of the score. */
  advice?: string;
  earlier: { answers: string[]; overall: number }[];
}

/** Keep it whole and hand it back whole. */
export interface Session {
  version: number;
  rubric: number;
  vacancy: VacancyBrief;
  level: Level;
  language: "pt" | "en";
  mode: "practice" | "live";
  competencies: {
    id: string;
    name: string;
    weight: number;
    asked_by: string[];
    n_hires: number;
    n_looked_at: number;
    citations: Citation[];
    question?: number;
  }[];
  questions: PlannedQuestion[];
  current?: number;
}

export interface Unscored {
  question?: number;
  text: string;
}

export interface InterviewReport {
  version: number;
  rubric: number;
  vacancy: VacancyBrief;
  level: Level;
  language: "pt" | "en";
  mode: "practice" | "live";
  overall?: number;
  band?: Band;
  competencies: { id: string; name: string; weight: number; status: QuestionStatus; overall?: number; question?: number }[];
  questions: PlannedQuestion[];
  best: { question: number; quote: Quote }[];
  work_on: {
    component: string;
    name: string;
    advice: string;
    question: number;
    missing: string[];
    example: string;
    mention: string[];
  }[];
  sources: Citation[];
  not_asked: Unscored[];
  not_answered: Unscored[];
}

/** A vacancy or a hired profile that a plan cites. */
export interface CitedRecord {
  kind: "vacancy" | "profile";
  id: string;
  title: string;
  area: string;
  level: string;
  skills: string[];
  hired_for: { id: string; title: string; status: string }[];
  n_hired: number;
  texts: { text: string; highlights: Span[] }[];
}

/** A build of the engine: with threads, with relaxed SIMD on one thread, with plain SIMD on one thread. */
export type Build = "threads" | "relaxed" | "simd";

export interface Ready {
  type: "ready";
  version: string;
  build: Build;
  /** Threads that compute. */
  threads: number;
}

export type Event =
  | Ready
  | Models
  | Progress
  | { type: "loaded"; model: string }
  | { type: "evidence"; evidence: Evidence }
  | { type: "composed"; statements: Statement[] }
  | { type: "prefill"; done: number; total: number }
  | { type: "token"; n_tokens: number }
  | { type: "prose"; statement: Statement }
  | { type: "answer"; answer: Answer; evidence_ms: number; total_ms: number }
  | { type: "insight"; insight: Insight }
  | { type: "interview_vacancies"; list: VacancyList }
  | { type: "interview"; session: Session }
  | { type: "interview_help"; help: { question: number; hints: string[]; sample: string; weak: string } }
  | { type: "interview_advice"; session: Session; question: number }
  | { type: "interview_report"; report: InterviewReport; markdown: string }
  | { type: "interview_source"; source: CitedRecord | null }
  | { type: "done" }
  | { type: "error"; error: ErrorBody }
  | Parity;

/** An event and the request it belongs to; `ready` has none, nor has the `error` of an engine that did not start. */
export type Message = { id?: number } & Event;

// ---- Client ---------------------------------------------------------------------------------------------------------

export interface LoadOptions {
  onProgress?: (progress: Progress) => void;
  /** Aborting stops the download; what arrived is kept. */
  signal?: AbortSignal;
}

// ---- Inside the worker ----------------------------------------------------------------------------------------------

/** What a browser can run. */
export interface Features {
  /** Shared memory and workers within workers. */
  threads: boolean;
  relaxed: boolean;
  simd: boolean;
}

/** What a build exports. */
export type Glue = typeof import("./threads/recruta_pkg.js");

export interface LoadedEngine {
  engine: Glue;
  build: Build;
  threads: number;
  /** Ends the other threads. */
  close: () => void;
}

export interface LoadEnvironment {
  features: () => Features;
  cores: () => number | undefined;
  glue: (build: Build) => Promise<Glue>;
  compile: (build: Build) => Promise<WebAssembly.Module>;
  newHelper: () => Worker;
}

export interface CatalogueFile {
  name: string;
  bytes: number;
  sha256: string;
  url: string;
}

export interface CatalogueModel {
  id: string;
  role: string;
  name: string;
  licence: string;
  languages: string[];
  available: boolean;
  /** False for models that only run natively. */
  browser?: boolean;
  files: CatalogueFile[];
}

/** The part of `FileSystemSyncAccessHandle` that is used. */
export interface SyncFile {
  getSize(): number;
  read(into: Uint8Array, where: { at: number }): number;
  write(bytes: Uint8Array, where: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

export interface Folder {
  /** Whether files outlive the page. */
  readonly persistent: boolean;
  size(name: string): Promise<number | undefined>;
  list(): Promise<string[]>;
  open(name: string, options: { create: boolean }): Promise<SyncFile>;
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The part of `LockManager` that is used. */
export interface Locks {
  request<T>(
    name: string,
    options: { signal?: AbortSignal; ifAvailable?: boolean },
    work: (lock: object | null) => T | Promise<T>,
  ): Promise<T>;
}

export interface Hash {
  update(bytes: Uint8Array): void;
  finish(): string;
}

export interface StoreEnvironment {
  fetch: typeof fetch;
  locks: Locks;
  newHash: () => Hash;
  breathe: () => Promise<void>;
  estimate: () => Promise<StorageEstimate>;
}

export interface DownloadEnvironment {
  fetch: typeof fetch;
  newHash: () => Hash;
  breathe: () => Promise<void>;
  signal: AbortSignal;
  onProgress: (stage: "download" | "verify", done: number) => void;
}

export type OnProgress = (stage: Stage, done: number, total: number) => void;

/** What the host needs of the wasm engine. */
export interface EngineLike {
  readonly hasRetriever: boolean;
  readonly hasBundle: boolean;
  readonly hasInterviewer: boolean;
  openBundle(manifest: Uint8Array, parts: object): void;
  loadRetriever(weights: RandomAccessFile, tokenizer: Uint8Array, progress: (done: number, total: number) => void): void;
  loadGenerator(model: RandomAccessFile, progress: (done: number, total: number) => void): void;
  unloadGenerator(): void;
  unload(): void;
  begin(question: string, prose: boolean, followUp: boolean, reuse: boolean, filters: string): void;
  step(): Event | undefined;
  stop(): void;
  insight(family: string | undefined, level: string | undefined): Event;
  openInterviewer(pack: Uint8Array): void;
  interview(command: string): Event;
  beginWriting(command: string): void;
  stepWriting(): Event | undefined;
  trace(question: string, n_tokens: number): { vector_sha256: string; passages: string[]; prompt: string; logits_sha256: string; tokens: number[] };
}

export interface HostEnvironment {
  engine: EngineLike;
  bundleParts: string[];
  site: import("./site.js").Site;
  store: import("./store.js").Store;
  post: (message: Message) => void;
  breathe: () => Promise<void>;
  /** The message of the panic, if one happened. */
  takePanic: () => string | undefined;
  /** Called once, when the engine is beyond use. */
  die: (error: ErrorBody) => void;
}
