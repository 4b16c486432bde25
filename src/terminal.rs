//! stub
use crate::{desk::Desk, plan::Request};
/// stub
pub fn run(_desk: Desk, _held: Option<&str>, _request: Option<Request>) -> anyhow::Result<()> {
    Ok(())
}
