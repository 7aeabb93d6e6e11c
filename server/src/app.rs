//! The parts put together: one router, one engine, one listener.

use std::{future::Future, io::Write as _, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use tokio::{net::TcpListener, sync::watch};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{
    config::Args,
    engine::{EngineHandle, Status},
    error::ApiError,
    file::{self, Folders},
    guard,
    interview::Interviews,
    metrics::Metrics,
    route,
    start::{self, StartError},
};

/// Time that open connections get to end once the server was told to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// What every request may use.
#[derive(Debug, Clone)]
pub struct App {
    /// The static host's folders.
    pub folders: Arc<Folders>,
    /// The engine.
    pub engine: EngineHandle,
    /// The counters.
    pub metrics: Arc<Metrics>,
    /// Interviews under way.
    pub interviews: Arc<Interviews>,
}

impl App {
    /// The whole service, without a socket.
    pub fn router(self) -> Router {
        route::endpoints()
            .fallback(serve_file)
            .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
            .layer(CompressionLayer::new().compress_when(guard::Compressible))
            .layer(CatchPanicLayer::custom(|_| ApiError::Internal.into_response()))
            .layer(from_fn(guard::protect))
            .layer(from_fn_with_state(self.clone(), guard::observe))
            .with_state(self)
    }
}

async fn serve_file(State(app): State<App>, request: Request) -> Result<Response, ApiError> {
    file::serve(&app.folders, request.method(), request.uri().path(), request.headers()).await
}

/// Runs the server until it is told to stop, or cannot go on.
pub async fn serve(args: Args) -> Result<(), StartError> {
    let (folders, plan) = start::check(&args)?;
    let listener = listen(&args).await?;
    let address = listener.local_addr()?;
    let metrics = Arc::new(Metrics::default());
    let engine = EngineHandle::start(args.queue, Arc::clone(&metrics), move || plan.load())?;
    let interviews = Arc::default();
    let app = App { folders: Arc::new(folders), engine: engine.clone(), metrics, interviews };
    let stop = Stop::on_signal_or_failure(&engine)?;
    // A closed standard output is no reason not to serve.
    let _ = writeln!(std::io::stdout(), "listening on http://{address}");
    let drained = axum::serve(listener, app.router()).with_graceful_shutdown(stop.clone().wait());
    tokio::select! {
        ended = drained.into_future() => ended?,
        () = stop.wait_and_drain() => tracing::warn!("connections were still open"),
    }
    match &*engine.status().borrow() {
        Status::Failed(error) => Err(StartError::Loading(Arc::clone(error))),
        Status::Loading | Status::Ready(_) => Ok(()),
    }
}

async fn listen(args: &Args) -> Result<TcpListener, StartError> {
    let bound = TcpListener::bind((args.host.as_str(), args.port)).await;
    bound.map_err(|error| StartError::Listen { address: format!("{}:{}", args.host, args.port), error })
}

/// Becomes true once.
#[derive(Debug, Clone)]
struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for signals from now on, so that none is lost before the first connection.
    fn on_signal_or_failure(engine: &EngineHandle) -> Result<Self, StartError> {
        let (sender, receiver) = watch::channel(false);
        let asked = signals()?;
        let engine = engine.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = asked => tracing::info!("stopping"),
                () = log_readiness(engine.status()) => {}
            }
            engine.stop();
            let _ = sender.send(true);
        });
        Ok(Self(receiver))
    }

    async fn wait(mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }

    async fn wait_and_drain(self) {
        self.wait().await;
        tokio::time::sleep(DRAIN).await;
    }
}

/// Says when the engine is ready; returns when it failed.
async fn log_readiness(mut status: watch::Receiver<Status>) {
    loop {
        match &*status.borrow_and_update() {
            Status::Failed(_) => return,
            Status::Ready(facts) => {
                let generator = facts.generator.as_ref().map_or("none", |generator| generator.id.as_str());
                tracing::info!(generator, n_passages = facts.n_passages, "ready");
            }
            Status::Loading => {}
        }
        if status.changed().await.is_err() {
            // The engine's thread is gone without a failure: it was stopped.
            return std::future::pending().await;
        }
    }
}

#[cfg(unix)]
fn signals() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signals() -> std::io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
