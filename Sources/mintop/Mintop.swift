import ArgumentParser
import Sessions

@main
struct Mintop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mintop",
        abstract:
            "Monitor and review long-running Mint and Mintlify jobs.",
        usage: "mintop [<subcommand>] [<options>]",
        discussion: """
            Without a command it opens the dashboard. With no MINT_API_KEY in the environment, or with --local, it runs on \
            an embedded local Mint, which costs nothing.

            Exit status: 0 done; 1 an operation failed; 2 canceled; 3 it needs a decision; 64 usage; 65 bad data; \
            69 service unavailable; 74 output lost; 77 not authorized; 124 timed out; 130 interrupted. The manual page \
            has the rest: mintop man | man -l -
            """,
        version: "0.1.0",
        subcommands: [
            DashboardCommand.self, GenerateCommand.self, OperationsCommand.self, WorldsCommand.self,
            ModelsCommand.self, AssetsCommand.self, JobsCommand.self, UsageCommand.self, MeCommand.self,
            ProfilesCommand.self, ThemesCommand.self, KeysCommand.self, DoctorCommand.self, ServeCommand.self,
            SchemaCommand.self, ManCommand.self,
        ],
        defaultSubcommand: DashboardCommand.self)

    static func main() async {
        StandardDescriptors.holdThoseThatAreClosed()
        ProcessLimits.prepare()
        await main(nil)
    }
}
