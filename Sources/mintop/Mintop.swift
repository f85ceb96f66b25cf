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
            Without a command, mintop opens the dashboard. Without MINT_API_KEY in the environment, or with --local, \
            it uses an embedded local Mint, free of charge.

            Exit status: 0 done; 1 an operation failed; 2 canceled; 3 needs a decision; 64 usage; 65 bad data; 69 \
            service unavailable; 74 output not written; 77 not authorized; 124 timed out; 130 interrupted. For \
            details: mintop man | man -l -
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
