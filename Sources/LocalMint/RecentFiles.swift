/// The most recently used files, up to a number of bytes.
struct RecentFiles {
    private var files: [AssetRequest: (bytes: [UInt8], usedAt: Int)] = [:]
    private var byteCount = 0
    private var uses = 0
    private let byteLimit: Int

    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    mutating func take(_ request: AssetRequest) -> [UInt8]? {
        uses += 1
        files[request]?.usedAt = uses
        return files[request]?.bytes
    }

    /// Drops the least recently used files until the new one fits; one larger than the limit is not kept.
    mutating func keep(_ bytes: [UInt8], for request: AssetRequest) {
        drop(request)
        guard bytes.count <= byteLimit else { return }
        while byteCount + bytes.count > byteLimit, let oldest = files.min(by: { $0.value.usedAt < $1.value.usedAt }) {
            drop(oldest.key)
        }
        uses += 1
        files[request] = (bytes, uses)
        byteCount += bytes.count
    }

    private mutating func drop(_ request: AssetRequest) {
        byteCount -= files.removeValue(forKey: request)?.bytes.count ?? 0
    }
}
