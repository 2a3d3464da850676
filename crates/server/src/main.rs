//! The `betang` program.

/// Pages are made of many short strings, and the system's allocator of a static or glibc build is slow at
/// giving back the large buffers of compression between them (docs/decisions/0053).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    server::main()
}
