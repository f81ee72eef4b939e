//! What is compiled from a workspace that passed its checks.

pub mod ics;
