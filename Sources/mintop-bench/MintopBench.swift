import ArgumentParser

/// Benchmarks for mintop; not part of the product.
@main
struct MintopBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mintop-bench", abstract: "Measures what mintop claims.",
        subcommands: [Filter.self, Simulate.self, Start.self])
}
