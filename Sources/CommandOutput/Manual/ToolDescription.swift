/// The argument parser's JSON description of the program, as far as the manual page needs it.
package struct ToolDescription: Decodable {
    package struct Command: Decodable {
        package let commandName: String
        package let abstract: String?
        package let discussion: String?
        package let defaultSubcommand: String?
        package let subcommands: [Command]?
        package let arguments: [Argument]?
    }

    package struct Argument: Decodable {
        package enum Kind: String, Decodable {
            case positional, option, flag
        }

        package struct Name: Decodable {
            let kind: String
            package let name: String
        }

        package let kind: Kind
        package let names: [Name]?
        let preferredName: Name?
        package let valueName: String?
        package let abstract: String?
        let defaultValue: String?
        let allValues: [String]?
        package let isOptional: Bool
        let isRepeating: Bool
    }

    package let command: Command
}
