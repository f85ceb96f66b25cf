import Foundation
import Testing

@testable import UserConfiguration

@Suite(.timeLimit(.minutes(1))) struct FolderWatcherTests {
    /// A folder that is deleted with the value.
    final class Place {
        let root: String

        init() throws {
            // The real path, since the temporary folder may itself be a link.
            root = NSTemporaryDirectory() + "mintop-watch-" + UUID().uuidString
            try make("")
        }

        deinit {
            // It may be gone.
            try? FileManager.default.removeItem(atPath: root)
        }

        func path(_ name: String) -> String { root + "/" + name }
        func make(_ name: String) throws {
            try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        }
        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        }
        func move(_ name: String, to other: String) throws {
            guard rename(path(name), path(other)) == 0 else { throw CocoaError(.fileWriteUnknown) }
        }
        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
        }
        func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }
    }

    let place: Place

    init() throws {
        place = try Place()
        try place.make("themes")
    }

    private func watcher(_ folder: String = "themes") throws -> FolderWatcher {
        try #require(FolderWatcher(folder: place.path(folder), suffix: ".yaml"))
    }

    /// The reported names up to the expected one.
    private func names(_ watcher: FolderWatcher, until name: String) async -> Set<String> {
        var told: Set<String> = []
        for await names in watcher.changes {
            told.formUnion(names)
            if names.contains(name) { break }
        }
        return told
    }

    @Test func aFileWrittenInPlaceIsTold() async throws {
        try place.write("a", to: "themes/a.yaml")
        let watcher = try watcher()
        try place.write("b", to: "themes/a.yaml")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
    }

    @Test func aFileRenamedOverAnotherIsTold() async throws {
        try place.write("a", to: "themes/a.yaml")
        let watcher = try watcher()
        try place.write("b", to: "themes/.a.yaml.swp")
        try place.write("b", to: "themes/a.yaml~")
        try place.move("themes/a.yaml~", to: "themes/a.yaml")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
    }

    @Test func aFileThatGoesIsTold() async throws {
        try place.write("a", to: "themes/a.yaml")
        let watcher = try watcher()
        try place.remove("themes/a.yaml")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
    }

    @Test func theTargetOfALinkIsWatched() async throws {
        try place.make("dotfiles")
        try place.write("a", to: "dotfiles/mine.txt")
        try place.link("themes/a.yaml", to: "../dotfiles/mine.txt")
        let watcher = try watcher()
        try place.write("b", to: "dotfiles/new")
        try place.move("dotfiles/new", to: "dotfiles/mine.txt")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
    }

    @Test func aLinkToAFolderOnTheWayIsWatchedAndSoIsItsNewTarget() async throws {
        for generation in ["one", "two"] {
            try place.make(generation)
            try place.write(generation, to: "\(generation)/a.yaml")
        }
        try place.link("current", to: "one")
        try place.link("themes/a.yaml", to: place.path("current/a.yaml"))
        let watcher = try watcher()
        try place.link("next", to: "two")
        try place.move("next", to: "current")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
        try place.write("three", to: "two/a.yaml")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
    }

    @Test func aLinkToTheFolderItselfIsFollowed() async throws {
        try place.make("other")
        try place.write("x", to: "other/x.yaml")
        try place.link("linked", to: "themes")
        let watcher = try watcher("linked")
        try place.write("b", to: "themes/b.yaml")
        #expect(await names(watcher, until: "b.yaml") == ["b.yaml"])
        try place.link("next", to: "other")
        try place.move("next", to: "linked")
        #expect(await names(watcher, until: "x.yaml") == ["b.yaml", "x.yaml"])
    }

    @Test func aFolderThatComesLaterIsWatched() async throws {
        let watcher = try watcher("later/themes")
        try place.make("later/themes")
        try place.write("a", to: "later/themes/a.yaml")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
        try place.remove("later")
        #expect(await names(watcher, until: "a.yaml") == ["a.yaml"])
        try place.make("later/themes")
        try place.write("b", to: "later/themes/b.yaml")
        #expect(await names(watcher, until: "b.yaml").contains("b.yaml"))
    }

    @Test func otherFilesAreNotTold() async throws {
        let watcher = try watcher()
        try place.write("a", to: "themes/notes.txt")
        try place.write("a", to: "themes/.hidden.yaml")
        try place.write("a", to: "themes/last.yaml")
        #expect(await names(watcher, until: "last.yaml") == ["last.yaml"])
    }

    @Test func theStreamEndsWithTheWatcher() async throws {
        let watcher = try watcher()
        watcher.stop()
        for await _ in watcher.changes {}
        watcher.stop()
    }

    @Test func linksInACircleAreNoFile() throws {
        try place.link("themes/a.yaml", to: "b.yaml")
        try place.link("themes/b.yaml", to: "a.yaml")
        #expect(LinkTrail(place.path("themes/a.yaml")).target == nil)
        #expect(WatchPlan(path: place.path("themes"), suffix: ".yaml").names == ["a.yaml", "b.yaml"])
    }
}
