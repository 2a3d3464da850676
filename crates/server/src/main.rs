//! The `betang` program.

fn main() -> std::process::ExitCode {
    server::main()
}
