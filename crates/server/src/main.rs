//! The `betang` program.

fn main() {}
