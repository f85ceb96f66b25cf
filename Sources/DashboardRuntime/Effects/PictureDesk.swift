package import AssetFiles
package import Dashboard
import Foundation
package import MintDomain
package import NcursesTerminal
package import Pictures
package import Sessions
import Synchronization
import TerminalCore
import Theming

/// Loads the pictures that the dashboard requests, and cancels those it no longer needs.
package actor PictureDesk {
    private let loader: PictureLoader
    private let appearance: SharedAppearance
    private let depth: ColorDepth
    private let isUnicode: Bool
    private let profile: String
    private let addresses: PictureAddresses
    private var running: [PictureKey: Task<PictureOutcome, Never>] = [:]

    /// `folder` is the cache folder. The profile is part of the cache keys, because two servers may use the same path.
    package init(
        files: SubjectFiles, archive: PreviewArchive, folder: String, profile: ProfileID, way: ImageMethod.Way,
        terminal: Terminal, appearance: SharedAppearance
    ) async {
        let addresses = PictureAddresses()
        let route: KittyRoute? = if case .kitty(let route) = way { route } else { nil }
        loader = PictureLoader(
            cache: PictureCache(files: PictureFiles(folder: folder)), route: route,
            send: { _ = await terminal.send($0) },
            fetch: { address, limit in
                switch addresses[address] {
                case .kept(let id)?: try await archive.bytes(of: id, profile: profile)
                case .file(let url, let name, let subject)?:
                    try await files.bytes(url, name: name, of: subject, limit: limit)
                case nil: throw CancellationError()
                }
            })
        (depth, isUnicode) = (await terminal.depth, await terminal.isUnicode)
        self.addresses = addresses
        self.appearance = appearance
        self.profile = profile.rawValue
    }

    /// Loads a visible picture.
    package func load(_ request: Dashboard.PictureRequest) async -> [Action] {
        await outcome(request, .shown)
    }

    /// Loads pictures that may become visible soon; reports each on arrival.
    package func prefetch(_ requests: [Dashboard.PictureRequest], tell: @escaping @Sendable ([Action]) -> Void) async {
        await withDiscardingTaskGroup { group in
            for request in requests { group.addTask { tell(await self.outcome(request, .ahead)) } }
        }
    }

    /// Cancels the loading of pictures.
    package func cancel(_ keys: [PictureKey]) {
        for key in keys { running.removeValue(forKey: key)?.cancel() }
    }

    /// Forgets the pictures in the terminal after another program used the screen.
    package func forgetTerminal() async {
        await loader.forgetTerminal()
    }

    /// Removes the pictures from the terminal.
    package func close() async {
        for task in running.values { task.cancel() }
        await loader.removeFromTerminal()
    }

    private func outcome(_ request: Dashboard.PictureRequest, _ urgency: WorkUrgency) async -> [Action] {
        let key = request.key
        let wanted = pictureRequest(request)
        let task = Task { [loader] in await loader.picture(wanted, urgency) }
        // A prefetched picture may become visible: the loader fetches it only once.
        running[key]?.cancel()
        running[key] = task
        let outcome = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        if running[key] == task { running[key] = nil }
        switch outcome {
        case .drawn(let picture): return [.pictureLoaded(key, picture.canvas)]
        case .refused(let reason): return [.pictureFailed(key, reason.string)]
        case .canceled: return []
        }
    }

    private func pictureRequest(_ request: Dashboard.PictureRequest) -> Pictures.PictureRequest {
        let source: String
        switch request.key.source {
        case .kept(let id):
            source = "\(profile)|kept|\(id)"
            addresses[source] = .kept(id)
        case .file(let name, let path, let stage, let changedAt):
            let time = (stage?.changedAt ?? changedAt).map { "\($0.timeIntervalSince1970)" } ?? ""
            source = "\(profile)|\(request.key.subject.text)|\(name)|\(path)|\(stage?.number ?? 0)|\(time)"
            addresses[source] = .file(url: request.url ?? "", name: name, subject: request.key.subject)
        }
        let options = PictureOptions(
            area: request.key.size, depth: depth, background: appearance.value.theme.background.background,
            symbols: isUnicode ? .blocks : .ascii)
        return Pictures.PictureRequest(source: source, address: source, options: options)
    }
}

/// The source of a picture's bytes.
enum PictureAddress: Sendable {
    /// An earlier preview from the archive.
    case kept(String)
    /// A file on the server.
    case file(url: String, name: String, subject: DetailSubject)
}

/// The latest addresses of picture sources; links are signed again.
final class PictureAddresses: Sendable {
    private static let limit = 5000
    private let known = Mutex<[String: PictureAddress]>([:])

    subscript(source: String) -> PictureAddress? {
        get { known.withLock { $0[source] } }
        set {
            known.withLock { known in
                if known.count >= Self.limit { known.removeAll() }
                known[source] = newValue
            }
        }
    }
}
