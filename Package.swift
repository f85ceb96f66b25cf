// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// Every Swift target is built the same way: language mode 6, no warning survives, imports stay internal.
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
// Only its error types, to tell one TLS failure from another.
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
// Runs the program that prints a key: it can be canceled together with its children, reads with a limit, and does not wait
// for a daemon that keeps the pipe open. Foundation.Process can do none of these, and has no session of its own. Its only
// dependency comes with swift-nio already; without traits it adds about ten seconds to a first build.
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
// HMAC for the file links of the local Mint, checksums of downloads: neither is written by hand.
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "mintop",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "mintop", targets: ["mintop"])],
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
                "AssetFiles", "Dashboard", "DashboardRuntime", "Geometry", "HTTPTransport", "LocalMint", "MintAPI",
                "MintDomain", "MintlifyAgent", "NcursesTerminal", "Pictures", "TerminalCore", "TerminalServices",
                "Theming",
                "Tracking", "TrackingStore", "UserConfiguration", "Wire", argumentParser, subprocess, systemPackage,
            ],
            resources: [.copy("../../Themes"), .copy("Schemas")],
            swiftSettings: strict),

        // Values and the terminal.
        module("TerminalCore"),
        .systemLibrary(name: "CNcurses"),
        .target(name: "CTerminal"),
        module("NcursesTerminal", ["CNcurses", "CTerminal", "TerminalCore"]),
        // YAML that people write: themes and settings.
        module("BoundedYAML", ["TerminalCore", yams]),
        module("Theming", ["BoundedYAML", "TerminalCore", yams]),
        // What is asked of a terminal or a desktop besides drawing: values and decisions, which views never need.
        module("TerminalServices", ["TerminalCore"]),

        // Settings and keys.
        module(
            "UserConfiguration",
            ["BoundedYAML", "TerminalCore", "TerminalServices", subprocess, systemPackage, yams]),

        // The product.
        module("MintDomain"),
        // Places of a text as bits: Swift has vectors, but no way from one to a mask.
        .target(name: "CBytePlaces"),
        module("Dashboard", ["CBytePlaces", "MintDomain", "TerminalCore", "Theming"]),
        module("DashboardRuntime", ["Dashboard", "MintDomain", "TerminalCore", "TerminalServices", "Theming"]),
        module("Tracking", ["MintDomain"]),
        module("TrackingStore", ["MintDomain", "Tracking", grdb]),

        // The server's side of the line, and the client's.
        module("Wire"),
        module("HTTPTransport", [asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL]),
        module("MintAPI", ["HTTPTransport", "MintDomain", "Wire"]),
        module("MintlifyAgent", ["HTTPTransport", "MintDomain", "Wire"]),
        // renameat2, which Swift's Glibc does not import.
        .target(name: "CFileSystem"),
        module("AssetFiles", ["CFileSystem", "HTTPTransport", "MintDomain", crypto]),
        // Draws pictures with characters, which it chooses by their shape; half blocks of our own are the fallback.
        .systemLibrary(name: "CChafa", pkgConfig: "chafa", providers: [.apt(["libchafa-dev", "libglib2.0-dev"])]),
        // PNG, JPEG and WebP by the libraries every browser uses. libpng and libjpeg leave by longjmp on an error, which
        // must not pass over Swift, so they are called from C alone.
        .target(
            name: "CPictures", dependencies: ["CChafa"],
            linkerSettings: ["png16", "jpeg", "webp", "webpdemux", "glib-2.0"].map { .linkedLibrary($0) }),
        module("Pictures", ["CPictures", "TerminalCore"]),
        // The simplifier that glTF tools use: a plain C interface in Debian, well kept. The writers of OBJ, STL, USDZ and
        // FBX are our own. assimp would bring 10 MB with it, writes no USDZ and puts the time of day into FBX, where a
        // seed is to repeat a run to the byte; and it reads the files in our tests, so it had better not write them.
        // USDZ is a ZIP of aligned entries, which neither libzip nor minizip writes.
        .systemLibrary(name: "CMeshoptimizer"),
        // Checksums of ZIP entries, and gzip for SPZ.
        .systemLibrary(name: "CZlib"),
        // Models come compressed with Draco, whose only reader is Google's library, in C++: no exception crosses this
        // border, and sizes are checked before the library allocates by them.
        .target(name: "CDraco", linkerSettings: [.linkedLibrary("draco")]),
        module("Geometry", ["CDraco", "CMeshoptimizer", "CZlib", "Pictures"]),
        module(
            "LocalMint",
            ["Geometry", "Pictures", "Wire", crypto, grdb, hummingbird, hummingbirdCore, logging, nioCore]),

        // Tests, and what they share.
        .target(name: "TestClock", path: "Tests/TestClock", swiftSettings: strict),
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
            name: "formats-fixture", dependencies: ["Geometry"], path: "Tests/FormatsFixture", swiftSettings: strict),
        .target(name: "TestScreen", dependencies: ["TerminalCore"], path: "Tests/TestScreen", swiftSettings: strict),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        .target(
            name: "TrackingSimulation", dependencies: ["MintDomain", "Tracking"], path: "Tests/TrackingSimulation",
            swiftSettings: strict),
        .target(
            name: "TestTerminal", dependencies: ["CPseudoTerminal"], path: "Tests/TestTerminal", swiftSettings: strict),
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
                "UserConfiguration", "MintDomain", "NcursesTerminal", "Pictures", "TerminalCore", "TerminalServices",
                "TestScreen", "TestTerminal", "TrackingStore", "mintop", grdb,
            ], exclude: ["Golden"]),
        tests(
            "DashboardTests",
            ["Dashboard", "MintDomain", "TerminalCore", "TestScreen", "Theming", "UserConfiguration"],
            exclude: ["Screens"]),
        tests(
            "DashboardRuntimeTests",
            ["Dashboard", "DashboardRuntime", "MintDomain", "TerminalCore", "TestClock", "Theming"]),
        tests("HTTPTransportTests", ["HTTPTransport", "TestTerminal", nioCore, nioPosix]),
        tests("MintAPITests", ["HTTPTransport", "MintAPI", "MintDomain", "Wire"]),
        tests("MintDomainTests", ["MintDomain"]),
        tests("MintlifyAgentTests", ["HTTPTransport", "MintDomain", "MintlifyAgent", "TestClock", "Tracking"]),
        tests("TrackingTests", ["MintDomain", "TestClock", "Tracking", "TrackingSimulation"]),
        tests(
            "TrackingStoreTests",
            [
                "MintDomain", "TestClock", "TestStorage", "TestTerminal", "Tracking", "TrackingStore", grdb,
                "store-fixture",
            ]),
        tests(
            "AssetFilesTests",
            [
                "AssetFiles", "HTTPTransport", "MintDomain", "TestClock", "TestTerminal", "download-fixture", nioCore,
                nioPosix,
            ]),
        tests("WireTests", ["Wire"]),
        .target(
            name: "CPictureSamples", path: "Tests/CPictureSamples",
            linkerSettings: ["png16", "jpeg", "webp"].map { .linkedLibrary($0) }),
        .target(
            name: "PictureSamples", dependencies: ["CPictureSamples", "Pictures"], path: "Tests/PictureSamples",
            swiftSettings: strict),
        .executableTarget(
            name: "pictures-fuzz", dependencies: ["Geometry", "PictureSamples", "Pictures"], path: "Tests/PictureFuzz",
            swiftSettings: strict),
        tests("PicturesTests", ["PictureSamples", "Pictures", "TerminalCore"]),
        tests("GeometryTests", ["CMeshoptimizer", "Geometry", "Pictures"]),
        tests("LocalMintTests", ["Geometry", "LocalMint", "Pictures", "Wire", grdb, nioCore, nioPosix]),
        tests("TerminalServicesTests", ["TerminalCore", "TerminalServices"]),
        tests("ThemingTests", ["TerminalCore", "Theming", yams]),
        tests("UserConfigurationTests", ["TerminalServices", "UserConfiguration", "TestClock"]),
    ],
    cxxLanguageStandard: .cxx17
)

// Everyday builds do not pay for the benchmark.
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
