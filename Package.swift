// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// The settings of every Swift target: language mode 6, warnings are errors, imports are internal.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
// Only for its error types, which distinguish TLS failures.
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
// Runs all child programs. It cancels a child with its descendants, limits the output, and does not wait for a daemon
// that keeps the pipe open. Foundation.Process does none of these and creates no session. Its only dependency also
// comes with swift-nio; without traits it adds about ten seconds to a first build.
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
// HMAC for the file links of the local Mint, checksums of downloads and of pictures.
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "mintop",
    products: [
        .executable(name: "mintop", targets: ["mintop"]),
        // Only for tests: LD_PRELOAD needs a separate library.
        .library(name: "mintop-faults", type: .dynamic, targets: ["CFaults"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "mintop",
            dependencies: [
                "AssetFiles", "ChildPrograms", "CommandOutput", "Dashboard", "DashboardRuntime", "Doctor",
                "HTTPTransport", "LineDashboard", "LocalMint", "MintAPI", "MintDomain", "MintlifyAgent",
                "NcursesTerminal", "Pictures", "ServiceClient", "Sessions", "TerminalCore", "TerminalServices",
                "Theming",
                "Tracking", "TrackingStore", "UserConfiguration", "Wire", argumentParser,
            ],
            resources: [.copy("../../Themes"), .copy("Schemas")],
            swiftSettings: strict),

        // Terminal values and drawing.
        .systemLibrary(name: "CNcurses"),
        .target(name: "CTerminal"),
        module("TerminalCore", ["CTerminal"]),
        module("NcursesTerminal", ["CNcurses", "CTerminal", "TerminalCore"]),
        // The user's YAML files: themes and settings.
        module("BoundedYAML", ["TerminalCore", yams]),
        // Limits of depth and work for untrusted JSON.
        module("BoundedJSON"),
        module("Theming", ["BoundedYAML", "TerminalCore", yams]),
        // Terminal and desktop services besides drawing, such as the clipboard and notifications.
        module("TerminalServices", ["TerminalCore"]),

        // The user's programs: clipboard, browser, editor, hooks, key commands.
        module("ChildPrograms", ["CFileSystem", subprocess, systemPackage]),

        module(
            "UserConfiguration",
            ["BoundedYAML", "ChildPrograms", "StateFiles", "TerminalCore", "TerminalServices", yams]),

        module("MintDomain"),
        // The regular expressions of filters.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        module("Dashboard", ["CPCRE2", "MintDomain", "TerminalCore", "Theming"]),
        module("Tracking", ["MintDomain"]),
        // Files that only their owner can use, locks between processes, changes of folders.
        module("StateFiles", ["CFileSystem"]),
        module("TrackingStore", ["MintDomain", "StateFiles", "Tracking", grdb]),

        // The wire format and the clients of both services.
        module("Wire", ["BoundedJSON"]),
        module("HTTPTransport", [asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL]),
        module("ServiceClient", ["HTTPTransport", "MintDomain", "Wire"]),
        module("MintAPI", ["BoundedJSON", "HTTPTransport", "MintDomain", "ServiceClient", "Wire"]),
        module("MintlifyAgent", ["BoundedJSON", "HTTPTransport", "MintDomain", "ServiceClient", "Wire"]),
        // renameat2, statfs and memfd_create, which Swift's Glibc does not import.
        .target(name: "CFileSystem"),
        module("AssetFiles", ["CFileSystem", "HTTPTransport", "MintDomain", crypto]),
        // Draws pictures with characters, chosen by shape; the fallback is our own half blocks.
        .systemLibrary(name: "CChafa", pkgConfig: "chafa", providers: [.apt(["libchafa-dev", "libglib2.0-dev"])]),
        // PNG, JPEG and WebP by the standard libraries. libpng and libjpeg report errors with longjmp, which must not
        // cross Swift frames, so only C calls them.
        .target(
            name: "CPictures", dependencies: ["CChafa"],
            linkerSettings: ["png16", "jpeg", "webp", "webpdemux"].map { .linkedLibrary($0) }),
        module("Pictures", ["CPictures", "TerminalCore", crypto]),
        // The simplifier of the glTF tools: a maintained plain C interface in Debian. The writers of OBJ, STL, USDZ and
        // FBX are our own. assimp would add 10 MB, cannot write USDZ, and writes the time into FBX files, while equal
        // seeds must give equal bytes. It also reads the files in our tests, so it should not write them. USDZ is a ZIP
        // of aligned entries, which neither libzip nor minizip can write.
        .systemLibrary(name: "CMeshoptimizer"),
        // Checksums of ZIP entries, and gzip for SPZ.
        .systemLibrary(name: "CZlib"),
        // Some models are compressed with Draco, whose only reader is Google's C++ library. No exception crosses this
        // interface, and sizes are checked before the library allocates memory for them.
        .target(name: "CDraco", linkerSettings: [.linkedLibrary("draco")]),
        module("ModelViewer", ["BoundedJSON", "CDraco", "CMeshoptimizer", "Pictures"]),
        // The files that the local Mint serves, drawn from prompts.
        module("SampleAssets", ["CMeshoptimizer", "CZlib", "ModelViewer", "Pictures", "Wire"]),
        // The API description is part of the program: it has no file of its own to install.
        .target(
            name: "LocalMint",
            dependencies: [
                "BoundedJSON", "ModelViewer", "Pictures", "SampleAssets", "StateFiles", "Wire", crypto, grdb,
                hummingbird, hummingbirdCore, logging, nioCore, nioHTTP1,
            ],
            resources: [.embedInCode("openapi.json")],
            swiftSettings: strict),

        // The output of commands: documents, tables, schemas, the manual page, exit statuses.
        module(
            "CommandOutput",
            [
                "AssetFiles", "Dashboard", "MintAPI", "MintDomain", "MintlifyAgent", "ServiceClient", "TerminalCore",
                "TerminalServices", "Theming", "Tracking", "TrackingStore", "Wire",
            ]),

        // The parts of a session: settings, client, store, poller, outbox.
        module(
            "Sessions",
            [
                "AssetFiles", "CommandOutput", "Dashboard", "HTTPTransport", "LocalMint", "MintAPI", "MintDomain",
                "MintlifyAgent", "ServiceClient", "StateFiles", "TerminalCore", "Theming", "Tracking", "TrackingStore",
                "UserConfiguration", "Wire",
            ]),
        // Notifications by bell, desktop and hooks.
        module(
            "Notifications",
            [
                "ChildPrograms", "Dashboard", "MintDomain", "Sessions", "TerminalCore", "TerminalServices", "Tracking",
                "TrackingStore", "UserConfiguration",
            ]),
        // The loop of the dashboard and its effects.
        module(
            "DashboardRuntime",
            [
                "AssetFiles", "ChildPrograms", "CommandOutput", "Dashboard", "HTTPTransport", "MintAPI", "MintDomain",
                "MintlifyAgent", "ModelViewer", "NcursesTerminal", "Notifications", "Pictures", "ServiceClient",
                "Sessions", "TerminalCore", "TerminalServices", "Theming", "Tracking", "TrackingStore",
                "UserConfiguration",
            ]),
        // Line mode, for screen readers and pipes.
        module(
            "LineDashboard",
            [
                "AssetFiles", "CommandOutput", "Dashboard", "DashboardRuntime", "MintAPI", "MintDomain",
                "MintlifyAgent", "Notifications", "Sessions", "TerminalCore", "Tracking", "TrackingStore",
            ]),
        // The checks of `mintop doctor`.
        module(
            "Doctor",
            [
                "ChildPrograms", "CommandOutput", "DashboardRuntime", "MintAPI", "MintDomain", "NcursesTerminal",
                "Pictures", "Sessions", "StateFiles", "TerminalCore", "TerminalServices", "TrackingStore",
                "UserConfiguration",
            ]),

        // Tests and their shared modules.
        .target(name: "TestClock", path: "Tests/TestClock", swiftSettings: strict),
        .target(name: "TestRandom", path: "Tests/TestRandom", swiftSettings: strict),
        .target(
            name: "DashboardSamples", dependencies: ["Dashboard", "MintDomain", "TerminalCore"],
            path: "Tests/DashboardSamples", swiftSettings: strict),
        .target(
            name: "TestTransport", dependencies: ["HTTPTransport"], path: "Tests/TestTransport", swiftSettings: strict),
        .target(
            name: "TestStorage", dependencies: ["MintDomain", "Tracking"], path: "Tests/TestStorage",
            swiftSettings: strict),
        .executableTarget(
            name: "store-fixture", dependencies: ["MintDomain", "Tracking", "TrackingStore"],
            path: "Tests/StoreFixture", swiftSettings: strict),
        .executableTarget(
            name: "download-fixture", dependencies: ["AssetFiles", "HTTPTransport", "MintDomain"],
            path: "Tests/DownloadFixture", swiftSettings: strict),
        .executableTarget(
            name: "formats-fixture", dependencies: ["ModelViewer", "SampleAssets"], path: "Tests/FormatsFixture",
            swiftSettings: strict),
        .target(name: "TestScreen", dependencies: ["TerminalCore"], path: "Tests/TestScreen", swiftSettings: strict),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        .target(name: "CScreen", path: "Tests/CScreen", linkerSettings: [.linkedLibrary("vterm")]),
        .target(name: "CFaults", path: "Tests/CFaults", linkerSettings: [.linkedLibrary("dl")]),
        .target(
            name: "TrackingSimulation", dependencies: ["MintDomain", "Tracking"], path: "Tests/TrackingSimulation",
            swiftSettings: strict),
        .target(
            name: "TestTerminal", dependencies: ["CPseudoTerminal", "CScreen"], path: "Tests/TestTerminal",
            swiftSettings: strict),
        .executableTarget(
            name: "terminal-fixture", dependencies: ["NcursesTerminal", "TerminalCore"], path: "Tests/TerminalFixture",
            swiftSettings: strict),
        tests("TerminalCoreTests", ["CTerminal", "TerminalCore"]),
        tests(
            "NcursesTerminalTests",
            ["CPseudoTerminal", "NcursesTerminal", "TerminalCore", "TestTerminal", "terminal-fixture"]),
        tests(
            "MintopTests",
            [
                "CommandOutput", "DashboardRuntime", "Doctor", "MintDomain", "NcursesTerminal", "Notifications",
                "Pictures",
                "Sessions", "TerminalCore", "TerminalServices", "TestScreen", "TestTerminal", "TrackingStore",
                "UserConfiguration", "mintop", grdb,
            ], exclude: ["Golden"]),
        tests(
            "DashboardTests",
            [
                "Dashboard", "DashboardSamples", "MintDomain", "TerminalCore", "TestScreen", "Theming",
                "UserConfiguration",
            ], exclude: ["Screens"]),
        tests(
            "DashboardRuntimeTests",
            ["Dashboard", "DashboardRuntime", "MintDomain", "TerminalCore", "TestClock", "Theming"]),
        tests(
            "LineDashboardTests",
            [
                "Dashboard", "DashboardRuntime", "DashboardSamples", "LineDashboard", "MintDomain", "TerminalCore",
                "TestClock",
            ]),
        tests("HTTPTransportTests", ["HTTPTransport", "TestTerminal", "TestTransport", nioCore, nioPosix, nioSSL]),
        tests("MintAPITests", ["HTTPTransport", "MintAPI", "MintDomain", "ServiceClient", "TestTransport", "Wire"]),
        tests("MintDomainTests", ["MintDomain"]),
        tests(
            "MintlifyAgentTests",
            [
                "HTTPTransport", "MintDomain", "MintlifyAgent", "ServiceClient", "TestClock", "TestStorage",
                "TestTransport", "Tracking",
            ]),
        tests("TrackingTests", ["MintDomain", "TestClock", "TestStorage", "Tracking", "TrackingSimulation"]),
        tests(
            "TrackingStoreTests",
            [
                "MintDomain", "StateFiles", "TestClock", "TestStorage", "TestTerminal", "Tracking", "TrackingStore",
                grdb, "store-fixture",
            ]),
        tests(
            "AssetFilesTests",
            [
                "AssetFiles", "HTTPTransport", "MintDomain", "TestClock", "TestRandom", "TestTerminal",
                "download-fixture", nioCore, nioPosix,
            ]),
        tests("WireTests", ["BoundedJSON", "Wire"]),
        .target(
            name: "CPictureSamples", path: "Tests/CPictureSamples",
            linkerSettings: ["png16", "jpeg", "webp"].map { .linkedLibrary($0) }),
        .target(
            name: "PictureSamples", dependencies: ["CPictureSamples", "Pictures"], path: "Tests/PictureSamples",
            swiftSettings: strict),
        .target(name: "CDracoSamples", path: "Tests/CDracoSamples", linkerSettings: [.linkedLibrary("draco")]),
        .target(
            name: "DracoSamples", dependencies: ["CDracoSamples", "ModelViewer", "SampleAssets"],
            path: "Tests/DracoSamples", swiftSettings: strict),
        .executableTarget(
            name: "pictures-fuzz",
            dependencies: ["DracoSamples", "ModelViewer", "PictureSamples", "Pictures", "SampleAssets", "TestRandom"],
            path: "Tests/PictureFuzz", swiftSettings: strict),
        tests("PicturesTests", ["PictureSamples", "Pictures", "TerminalCore"]),
        tests("ModelViewerTests", ["CMeshoptimizer", "DracoSamples", "ModelViewer", "Pictures", "SampleAssets"]),
        tests("SampleAssetsTests", ["ModelViewer", "Pictures", "SampleAssets"]),
        tests("StateFilesTests", ["StateFiles"]),
        tests("LocalMintTests", ["LocalMint", "Pictures", "SampleAssets", "Wire", grdb, nioCore, nioPosix]),
        tests("TerminalServicesTests", ["TerminalCore", "TerminalServices"]),
        tests("ThemingTests", ["TerminalCore", "TestRandom", "Theming", yams]),
        tests("ChildProgramsTests", ["ChildPrograms"]),
        tests("UserConfigurationTests", ["TerminalServices", "TestClock", "TestRandom", "UserConfiguration"]),
    ],
    cxxLanguageStandard: .cxx17
)

// Everyday builds skip the benchmark.
if ProcessInfo.processInfo.environment["MINTOP_BENCH"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "mintop-bench",
            dependencies: [
                "Dashboard", "MintDomain", "TerminalCore", "TestTerminal", "Theming", "Tracking", "TrackingSimulation",
                "TrackingStore", argumentParser,
            ],
            swiftSettings: strict))
}
