//! Developer commands: ready, tidy, codegen, train, eval.

fn main() {}
