package struct OriginalPicture: Sendable, Hashable {
    package let bytes: [UInt8]
    package let hash: ContentHash

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        hash = ContentHash(of: bytes)
    }
}
