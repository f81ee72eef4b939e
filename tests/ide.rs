//! What is answered where somebody points, by properties that no blessing can change.

#[path = "ide/answered.rs"]
mod answered;
#[path = "ide/anywhere.rs"]
mod anywhere;
#[path = "ide/clashes.rs"]
mod clashes;
#[path = "ide/filled.rs"]
mod filled;
#[path = "ide/served.rs"]
mod served;
#[path = "ide/speed.rs"]
mod speed;
