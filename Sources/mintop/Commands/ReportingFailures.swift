import ArgumentParser
import CommandOutput

/// Runs the body of a command; prints its failure on stderr and ends with its exit status.
func reportingFailures(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let exit as ExitCode {
        throw exit
    } catch {
        let failure = CommandFailure(describing: error)
        Output.complain(failure.description)
        throw ExitCode(failure.status.rawValue)
    }
}
