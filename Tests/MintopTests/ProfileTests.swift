import Foundation
import TestTerminal
import Testing

/// Profiles of the settings file: which key is used for which server, and which changes are refused.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ProfileTests {
    /// The environment of a program whose server is only in the settings file.
    private func environment(_ server: TestServer, _ settings: String) throws -> [String: String] {
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try settings.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        var environment = server.environment
        environment["MINT_API_KEY"] = nil
        environment["MINT_API_BASE_URL"] = nil
        environment["XDG_CONFIG_HOME"] = server.folder.path + "/config"
        return environment
    }

    private func settings(_ server: TestServer, _ more: String = "") -> String {
        """
        default_profile: studio
        profiles:
          studio:
            base_url: \(server.url)
            api_key_command: [echo, \(server.apiKey)]
          guarded:
            base_url: \(server.url)
            api_key_command: [echo, \(server.apiKey)]
            read_only: true
        \(more)
        """
    }

    @Test func aProfileOfTheFileIsUsedWithTheKeyItsCommandPrints() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60")
        let environment = try environment(server, settings(server))
        let made = try mintop("generate", "model", "A tin robot", environment: environment)
        #expect(made.status == 0, "\(made.errors)")
        let id = try #require(made.output.split(separator: " ").first.map(String.init))
        // Each profile has its own operations, even with the same server and key.
        let other = try mintop(
            "operations", "approve", id, "--profile", "guarded", environment: environment)
        #expect(other.status == 64)
        #expect(other.errors.contains("The profile “guarded” is read-only: nothing was changed."))
        let list = try mintop("profiles", "--json", environment: environment)
        #expect(list.output.contains(#""isInForce":true,"key":"the command “echo”","name":"studio""#), "\(list.output)")
        #expect(!list.output.contains(server.apiKey))
        let unknown = try mintop("usage", "--profile", "studoi", environment: environment)
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("studio"))
    }

    @Test func aReadOnlyProfileHidesAndRefusesWhatWouldChangeSomething() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60")
        let environment = try environment(server, settings(server))
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["--profile", "guarded"], environment: environment, columns: 120, rows: 40)
        try terminal.waitFor("No operation is tracked yet.")
        #expect(terminal.screen.text.contains("guarded"))
        #expect(terminal.screen.text.contains("read-only"))
        #expect(!terminal.screen.text.contains("C create"))
        try terminal.send("C")
        try terminal.waitFor("read-only: nothing")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func oneDashboardGoesFromProfileToProfileAndABrokenOneLeadsBack() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60")
        let armed = """
              careful:
                base_url: \(server.url)
                api_key_command: [echo, \(server.apiKey)]
                read_only: until_armed
              broken:
                base_url: \(server.url)
                api_key_command: ["false"]
            """
        let environment = try environment(server, settings(server, armed))
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["--hold", "0"], environment: environment, columns: 120, rows: 40)
        try terminal.waitFor("LIVE studio")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("A tin robot\u{4}", into: "C")
        try terminal.waitFor("Started op_")
        try terminal.send("profile careful\r", into: ":")
        try terminal.waitFor("LIVE careful")
        // It has no operations.
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("C")
        try terminal.waitFor("Read-only until :arm.")
        try terminal.send("arm\r", into: ":")
        try terminal.waitFor("Allow changes on careful?")
        try terminal.send("y")
        try terminal.waitUntil("the dialog is closed") { !$0.text.contains("Allow changes on careful?") }
        try terminal.send("A second robot\u{4}", into: "C")
        try terminal.waitFor("Started op_", seconds: 20)
        try terminal.send("profile broken\r", into: ":")
        try terminal.waitFor("Not switched: ", seconds: 20)
        #expect(terminal.screen.text.contains("LIVE careful"))
        try terminal.waitFor("A second robot")
        #expect(!terminal.screen.text.contains("model A tin robot"))
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.screen.isAlternate)
    }

    /// Of two conflicting settings the stricter one applies.
    @Test func aProfileThatCanBeArmedStaysReadOnlyUnderTheFlag() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60")
        let armed = """
              careful:
                base_url: \(server.url)
                api_key_command: [echo, \(server.apiKey)]
                read_only: until_armed
            """
        let environment = try environment(server, settings(server, armed))
        let lines = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["--linear", "--read-only", "--profile", "careful"], environment: environment,
            columns: 120, rows: 40)
        try lines.waitFor("line by line")
        try lines.send("arm\n")
        try lines.waitFor("This is read-only for the whole session, and cannot be armed.")
        try lines.send("generate model A tin robot\n")
        try lines.waitFor("This is read-only: nothing can be changed from here.")
        try lines.send("quit\n")
        #expect(try lines.waitForExit() == 0)

        // The flag applies to every profile after a switch.
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["--read-only"], environment: environment, columns: 120, rows: 40)
        try terminal.waitFor("LIVE studio")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("profile careful\r", into: ":")
        try terminal.waitFor("LIVE careful")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("arm\r", into: ":")
        try terminal.waitFor("cannot be armed.")
        #expect(!terminal.screen.text.contains("Allow changes on careful?"))
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the commands to close") { !$0.text.contains("cannot be armed.") }
        try terminal.send("C")
        try terminal.waitFor("read-only: nothing")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        let command = try mintop(
            "generate", "model", "A tin robot", "--read-only", "--profile", "careful", environment: environment)
        #expect(command.status == 64)
        #expect(command.errors.contains("--read-only"))
    }

    @Test func aMistakeInTheFileIsShownAndStopsNothing() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let environment = try environment(server, settings(server, "thema: nord"))
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), [], environment: environment, columns: 120, rows: 40)
        try terminal.waitFor("config.yaml:10: “thema” is not a setting")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        let usage = try mintop("usage", environment: environment)
        #expect(usage.status == 0)
        #expect(usage.errors.contains("did you mean “theme”"))
    }

    @Test func aKeyThatCannotBeHadIsOneSentence() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let text = settings(server).replacingOccurrences(of: "echo", with: "false")
        let result = try mintop("usage", environment: environment(server, text))
        #expect(result.status == 77)
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.errors.contains("The command “false”"))
    }
}
