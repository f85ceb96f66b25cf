import AssetFiles
import Dashboard
import Foundation
import MintDomain
import NcursesTerminal
import Pictures
import Synchronization
import TerminalCore
import Theming

/// Loads the pictures the dashboard asks for, and stops loading those it does not want any more.
actor PictureDesk {
    private let loader: PictureLoader
    private let appearance: SharedAppearance
    private let depth: ColorDepth
    private let isUnicode: Bool
    private let profile: String
    private let addresses: PictureAddresses
    private var running: [PictureKey: Task<PictureOutcome, Never>] = [:]

    /// - Parameters:
    ///   - files: reads the server's files.
    ///   - archive: has the earlier previews.
    ///   - folder: where fetched pictures are kept.
    ///   - profile: whose pictures they are: two servers may use one path.
    ///   - way: how they are drawn.
    ///   - terminal: where they are drawn.
    ///   - appearance: whose background they stand on.
    init(
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

    /// Loads a picture that is looked at.
    func load(_ request: Dashboard.PictureRequest) async -> [Action] {
        await outcome(request, .shown)
    }

    /// Loads pictures that may be looked at soon; each is told as it comes.
    func prefetch(_ requests: [Dashboard.PictureRequest], tell: @escaping @Sendable ([Action]) -> Void) async {
        await withDiscardingTaskGroup { group in
            for request in requests { group.addTask { tell(await self.outcome(request, .ahead)) } }
        }
    }

    /// Nobody waits for these any more.
    func cancel(_ keys: [PictureKey]) {
        for key in keys { running.removeValue(forKey: key)?.cancel() }
    }

    /// The terminal was somebody else's meanwhile.
    func forgetTerminal() async {
        await loader.forgetTerminal()
    }

    /// Takes the pictures off the terminal.
    func close() async {
        for task in running.values { task.cancel() }
        await loader.removeFromTerminal()
    }

    private func outcome(_ request: Dashboard.PictureRequest, _ urgency: WorkUrgency) async -> [Action] {
        let key = request.key
        let wanted = pictureRequest(request)
        let task = Task { [loader] in await loader.picture(wanted, urgency) }
        // One that was fetched ahead and is looked at now is waited for twice; the loader fetches it once.
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

/// Where the bytes of a picture come from.
enum PictureAddress: Sendable {
    /// An earlier preview that was kept.
    case kept(String)
    /// A file of the server's.
    case file(url: String, name: String, subject: DetailSubject)
}

/// The addresses behind the sources of pictures; the newest ones, as links are signed anew.
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
