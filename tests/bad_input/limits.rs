//! Each row of `docs/limits.md`.
