import Foundation
import TerminalCore
import Testing
import Yams

@testable import Theming

/// The themes of the program.
struct ThemeFilesTests {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Themes")

    /// A missing folder gives no files here; `theFolderHoldsThemesDarkAndLight` reports it.
    static let files: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()
    /// The themes with the user's own colors, which cannot be measured.
    static let terminalFiles = ["monochrome.yaml", "terminal-16.yaml"]
    static let hexFiles = files.filter { !terminalFiles.contains($0) }
    /// The program's own themes, made for its roles and not for an editor.
    static let ownFiles = ["mint-dark.yaml", "mint-light.yaml"]
    static let depths: [ColorDepth] = [.direct, .indexed256, .ansi16, .ansi8, .monochrome]

    static func theme(_ file: String) throws -> Theme {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        return try Theme(parsing: text, fileName: file)
    }

    /// In 256 colors; computed once, because it is slow without optimization. Other tests report unreadable files.
    static let in256 = Dictionary(
        uniqueKeysWithValues: files.compactMap { file in
            (try? theme(file)).map { (file, $0.quantized(to: .indexed256)) }
        })

    @Test func theFolderHoldsThemesDarkAndLight() throws {
        let own = [
            "high-contrast-dark.yaml", "high-contrast-light.yaml", "mint-dark.yaml", "mint-light.yaml",
            "monochrome.yaml",
            "terminal-16.yaml",
        ]
        #expect(Set(Self.files).isSuperset(of: own))
        let published = try Self.files.filter { !own.contains($0) }.map(Self.theme)
        #expect(published.count >= 24)
        #expect(published.count(where: { $0.variant == .light }) >= 6)
    }

    @Test(arguments: hexFiles)
    func aPublishedSchemeSaysWhoseItIs(file: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        let fields = try ThemeReader(fileName: file).fields(of: ThemeReader(fileName: file).root(of: text), in: "")
        #expect(fields["author"]?.scalar?.string.isEmpty == false)
        #expect(fields["slug"]?.scalar?.string == String(file.dropLast(5)))
    }

    @Test(arguments: ["mint-dark.yaml", "mint-light.yaml", "monochrome.yaml", "terminal-16.yaml"])
    func everyRoleIsNamedInTheFile(file: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        let named = try ThemeReader(fileName: file).read(text).roles.keys
        #expect(Set(Role.allCases).subtracting(named) == [])
    }

    @Test func noTwoThemesHaveOneName() throws {
        let names = try Self.files.map { try Self.theme($0).name.lowercased() }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: hexFiles)
    func everyRoleIsReadable(file: String) throws {
        let theme = try Self.theme(file)
        for role in Role.allCases {
            let contrast = try #require(theme.contrast(role), "\(role.rawValue) has no color of its own")
            #expect(contrast >= role.leastContrast, "\(role.rawValue) has \(contrast)")
        }
    }

    @Test(arguments: hexFiles)
    func everyStatusIsReadableInASelectedRow(file: String) throws {
        let theme = try Self.theme(file)
        for surface in [Role.header, .selectedRow, .selectedRowUnfocused, .overlay, .input] {
            for role in Role.allCases {
                let style = theme.style(role, on: surface)
                let contrast = try #require(style.foreground.contrast(to: style.background))
                #expect(contrast >= role.leastContrast, "\(role.rawValue) on \(surface.rawValue) has \(contrast)")
            }
        }
    }

    @Test(arguments: ownFiles)
    func theStatusesThatMatterKeepTheirHueInASelectedRow(file: String) throws {
        let theme = try Self.theme(file)
        for role in [Role.statusRunning, .statusReview, .statusBilling, .statusDone, .statusFailed] {
            #expect(theme.style(role, on: .selectedRow).foreground == theme[role].foreground)
        }
    }

    @Test(arguments: files)
    func theStatusesDifferFromEachOther(file: String) throws {
        let theme = try Self.theme(file)
        let statuses = Role.allCases.filter { $0.rawValue.hasPrefix("status") && $0 != .statusCanceled }
        #expect(Set(statuses.map { theme[$0] }).count == statuses.count)
    }

    @Test(arguments: hexFiles)
    func theVariantIsTheOneOfTheColors(file: String) throws {
        let theme = try Self.theme(file)
        let text = try #require(theme.background.foreground.channels)
        let ground = try #require(theme.background.background.channels)
        #expect(theme.variant == (text.luminance > ground.luminance ? .dark : .light))
    }

    @Test(arguments: files, depths)
    func selectionAndFocusShowAtEveryDepth(file: String, depth: ColorDepth) throws {
        let theme = try depth == .indexed256 ? #require(Self.in256[file]) : Self.theme(file).quantized(to: depth)
        #expect(theme[.selectedRow] != theme[.text])
        #expect(theme[.selectedRow] != theme[.selectedRowUnfocused])
        #expect(theme[.selectedRowUnfocused] != theme[.text])
        #expect(theme[.borderFocused] != theme[.border])
        #expect(theme[.titleFocused] != theme[.title])
        #expect(theme[.buttonFocused] != theme[.button])
        #expect(theme[.badgeLive] != theme[.badgeLocal])
        #expect(theme[.cursor] != theme[.input])
    }

    @Test(arguments: files, depths)
    func noTextVanishesAtAnyDepth(file: String, depth: ColorDepth) throws {
        let theme = try depth == .indexed256 ? #require(Self.in256[file]) : Self.theme(file).quantized(to: depth)
        for role in Role.allCases where theme[role].background != .terminalDefault {
            #expect(theme[role].foreground != theme[role].background, "\(role.rawValue)")
        }
    }

    @Test(arguments: hexFiles)
    func everyRoleIsReadableIn256Colors(file: String) throws {
        let theme = try #require(Self.in256[file])
        for role in Role.allCases {
            let contrast = try #require(theme.contrast(role))
            #expect(contrast >= role.leastContrast, "\(role.rawValue) has \(contrast)")
        }
    }

    @Test(arguments: ["high-contrast-dark.yaml", "high-contrast-light.yaml"])
    func highContrastIsSevenToOne(file: String) throws {
        let theme = try Self.theme(file)
        for surface in [Role.text] + Role.surfaces {
            for role in Role.allCases where role.leastContrast > 1 {
                let style = surface == .text ? theme[role] : theme.style(role, on: surface)
                let contrast = try #require(style.foreground.contrast(to: style.background))
                #expect(contrast >= 7, "\(role.rawValue) on \(surface.rawValue) has \(contrast)")
            }
        }
    }

    @Test func monochromeHasNoColor() throws {
        let theme = try Self.theme("monochrome.yaml")
        for role in Role.allCases {
            #expect(theme[role].foreground == .terminalDefault && theme[role].background == .terminalDefault)
        }
    }

    @Test(arguments: files, [ColorDepth.ansi16, .ansi8])
    func withSixteenColorsTheGroundIsTheTerminalsOrBlack(file: String, depth: ColorDepth) throws {
        let ground = try Self.theme(file).quantized(to: depth).background.background
        #expect(ground == .terminalDefault || ground == .palette(0))
    }

    @Test(arguments: hexFiles)
    func everyRoleIsReadableOnEverySurfaceIn256Colors(file: String) throws {
        let theme = try #require(Self.in256[file])
        for surface in Role.surfaces {
            for role in Role.allCases {
                let style = theme.style(role, on: surface)
                let contrast = try #require(style.foreground.contrast(to: style.background))
                #expect(contrast >= role.leastContrast, "\(role.rawValue) on \(surface.rawValue) has \(contrast)")
                guard case .palette(16...) = style.foreground else {
                    Issue.record("\(role.rawValue) on \(surface.rawValue) is \(style.foreground)")
                    continue
                }
            }
        }
    }

    @Test func terminal16IsTheBuiltInTheme() throws {
        #expect(try Self.theme("terminal-16.yaml") == Theme.builtIn)
    }
}
