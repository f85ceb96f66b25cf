import BoundedYAML
import TerminalCore
import Yams

/// Reads the text of one theme file into a `ThemeFile`.
struct ThemeReader {
    let fileName: String

    init(fileName: String) {
        self.fileName = SafeText(fileName).clipped(to: 200).string
    }

    /// - Throws: The first fault, with its line.
    func read(_ yaml: String) throws(ThemeError) -> ThemeFile {
        let fields = try fields(of: try root(of: yaml), in: "A theme file")
        let system = try system(fields)
        let colors: ThemeFile.Colors = system == "terminal" ? .terminal : .palette(try palette(fields))
        var palette: BasePalette?
        if case .palette(let own) = colors { palette = own }
        return ThemeFile(
            name: try name(fields), variant: try variant(fields), colors: colors,
            background: try fields["background"].map { node throws(ThemeError) in
                try color(node, key: "background", in: palette)
            },
            roles: try roles(fields["roles"], in: palette))
    }

    // MARK: Fields

    private func system(_ fields: [String: Node]) throws(ThemeError) -> String {
        if let scheme = fields["scheme"], scheme.mapping != nil {
            throw error(at: scheme, "The scheme is a tinted8 one; write base16, base24 or terminal.")
        }
        guard let node = fields["system"] else { return "base16" }
        let system = try scalar(node, key: "system").lowercased()
        guard ["base16", "base24", "terminal"].contains(system) else {
            throw error(at: node, "The system \(quote(system)) is unknown; write base16, base24 or terminal.")
        }
        return system
    }

    private func name(_ fields: [String: Node]) throws(ThemeError) -> String {
        for key in ["name", "scheme"] {
            guard let node = fields[key] else { continue }
            let name = SafeText(try scalar(node, key: key)).clipped(to: 80)
            if !name.isEmpty { return name.string }
        }
        let base = fileName.split(separator: "/").last ?? "theme"
        return base.split(separator: ".").first.map(String.init) ?? String(base)
    }

    private func variant(_ fields: [String: Node]) throws(ThemeError) -> Theme.Variant? {
        guard let node = fields["variant"] else { return nil }
        let text = try scalar(node, key: "variant")
        guard let variant = Theme.Variant(rawValue: text.lowercased()) else {
            throw error(at: node, "The variant \(quote(text)) is unknown; write dark or light.")
        }
        return variant
    }

    private func palette(_ fields: [String: Node]) throws(ThemeError) -> BasePalette {
        let source = try fields["palette"].map { node throws(ThemeError) in
            try self.fields(of: node, in: "The palette")
        }
        var entries: [Int: RGB] = [:]
        for (key, node) in source ?? fields {
            guard let slot = BasePalette.slot(named: key) else { continue }
            let text = try scalar(node, key: key)
            guard let rgb = RGB(hex: text) else {
                throw error(
                    at: node,
                    text.isEmpty
                        ? "\(key) is empty; \(quoting)" : "\(key) is \(quote(text)); write six hexadecimal digits.")
            }
            entries[slot] = rgb
        }
        guard let palette = BasePalette(entries) else {
            let missing = (0..<16).filter { entries[$0] == nil }
                .map { "base0" + String($0, radix: 16, uppercase: true) }
            let list = missing.prefix(3).joined(separator: ", ") + (missing.count > 3 ? "…" : "")
            throw error(
                at: fields["palette"], "\(list) \(missing.count == 1 ? "is" : "are") missing; give base00 to base0F.")
        }
        return palette
    }

    private var quoting: String { "put a color that begins with # in quotes." }

    // MARK: Roles

    private func roles(
        _ node: Node?, in palette: BasePalette?
    ) throws(ThemeError) -> [Role: ThemeFile.Override] {
        guard let node, !node.isNull else { return [:] }
        var result: [Role: ThemeFile.Override] = [:]
        for (key, value) in try fields(of: node, in: "The map of roles") {
            guard let role = Role(rawValue: key) else {
                throw error(at: value, "There is no role \(quote(key)); see the list of roles in mint-dark.yaml.")
            }
            result[role] = try override(value, role: key, in: palette)
        }
        return result
    }

    private func override(
        _ node: Node, role: String, in palette: BasePalette?
    ) throws(ThemeError) -> ThemeFile.Override {
        guard node.mapping != nil else {
            return ThemeFile.Override(foreground: try color(node, key: role, in: palette))
        }
        var result = ThemeFile.Override()
        for (key, value) in try fields(of: node, in: "The role \(role)") {
            switch key {
            case "foreground": result.foreground = try color(value, key: key, in: palette)
            case "background": result.background = try color(value, key: key, in: palette)
            case "attributes": result.attributes = try attributes(value)
            default:
                throw error(
                    at: value, "A role has no \(quote(key)); write foreground, background or attributes.")
            }
        }
        return result
    }

    private func attributes(_ node: Node) throws(ThemeError) -> TextAttributes {
        let names: [Node] = node.sequence.map(Array.init) ?? (node.isNull ? [] : [node])
        var result: TextAttributes = []
        for name in names {
            let text = try scalar(name, key: "attributes").lowercased()
            if text == "none" { continue }
            guard let attribute = Self.attributes[text] else {
                throw error(
                    at: name,
                    "The attribute \(quote(text)) is unknown; write bold, dim, italic, underline or reverse.")
            }
            result.insert(attribute)
        }
        return result
    }

    private static let attributes: [String: TextAttributes] = [
        "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
    ]

    private func color(_ node: Node, key: String, in palette: BasePalette?) throws(ThemeError) -> Color {
        let text = try scalar(node, key: key)
        if let color = Color(text, in: palette) { return color }
        if text.isEmpty { throw error(at: node, "\(key) is empty; \(quoting)") }
        if BasePalette.slot(named: text) != nil {
            throw error(at: node, "\(key) is \(quote(text)), but a terminal theme has no palette; name a color.")
        }
        throw error(
            at: node,
            "\(key) is \(quote(text)), which is no color; write six hexadecimal digits, base00 to base17, default "
                + "or a name such as bright-blue.")
    }
}
