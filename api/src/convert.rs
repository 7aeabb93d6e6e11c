//! From the engine's types to the wire.
