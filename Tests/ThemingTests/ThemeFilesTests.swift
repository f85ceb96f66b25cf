import Foundation
import TerminalCore
import Testing

@testable import Theming

/// The files that are shipped.
struct ThemeFilesTests {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Themes")

    /// A missing folder gives no files here, and `theFolderHoldsTheThreeThemes` says so.
    static let files: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()
    static let hexFiles = files.filter { $0 != "terminal-16.yaml" }
    static let depths: [ColorDepth] = [.direct, .indexed256, .ansi16, .ansi8, .monochrome]

    static func theme(_ file: String) throws -> Theme {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        return try Theme(parsing: text, fileName: file)
    }

    @Test func theFolderHoldsTheThreeThemes() {
        #expect(Set(Self.files).isSuperset(of: ["mint-dark.yaml", "mint-light.yaml", "terminal-16.yaml"]))
    }

    @Test(arguments: files)
    func everyRoleIsNamedInTheFile(file: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        let named = try ThemeReader(fileName: file).read(text).roles.keys
        #expect(Set(Role.allCases).subtracting(named) == [])
    }

    @Test(arguments: files)
    func theNameOfTheFileIsTheNameOfTheTheme(file: String) throws {
        let name = try Self.theme(file).name
        #expect(name.lowercased().replacing(" ", with: "-") + ".yaml" == file)
    }

    @Test(arguments: hexFiles)
    func everyRoleIsReadable(file: String) throws {
        let theme = try Self.theme(file)
        for role in Role.allCases {
            let contrast = try #require(theme.contrast(role), "\(role.rawValue) has no colour of its own")
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

    @Test(arguments: hexFiles)
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
    func theVariantIsTheOneOfTheColours(file: String) throws {
        let theme = try Self.theme(file)
        let text = try #require(theme.background.foreground.channels)
        let ground = try #require(theme.background.background.channels)
        #expect(theme.variant == (text.luminance > ground.luminance ? .dark : .light))
    }

    @Test(arguments: files, depths)
    func selectionAndFocusShowAtEveryDepth(file: String, depth: ColorDepth) throws {
        let theme = try Self.theme(file).quantised(to: depth)
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
        let theme = try Self.theme(file).quantised(to: depth)
        for role in Role.allCases where theme[role].background != .terminalDefault {
            #expect(theme[role].foreground != theme[role].background, "\(role.rawValue)")
        }
    }

    @Test(arguments: hexFiles)
    func everyRoleIsReadableIn256Colours(file: String) throws {
        let theme = try Self.theme(file).quantised(to: .indexed256)
        for role in Role.allCases {
            let contrast = try #require(theme.contrast(role))
            #expect(contrast >= role.leastContrast, "\(role.rawValue) has \(contrast)")
        }
    }

    @Test func terminal16IsTheBuiltInTheme() throws {
        #expect(try Self.theme("terminal-16.yaml") == Theme.builtIn)
    }
}
