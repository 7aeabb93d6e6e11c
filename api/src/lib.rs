//! Wire types: what crosses a process, worker or network boundary, and nothing else.
//!
//! [`evidence`], [`filter`], [`answer`] and [`insight`] are shared by both shells; [`worker`] is the protocol between the page
//! and the engine's worker, [`interview`] what it says of mock interviews; [`http`] is the contract of the original service,
//! whose paths and keys are Portuguese and stay so.
//! Domain types live in `recruta_core`; with the feature `core`, [`convert`] turns them into these.

pub mod answer;
#[cfg(feature = "core")]
pub mod convert;
pub mod error;
pub mod evidence;
pub mod filter;
pub mod http;
pub mod insight;
pub mod interview;
pub mod registry;
pub mod worker;
