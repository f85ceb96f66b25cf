import Foundation

/// A file that holds only a key and that only its owner can use.
struct KeyFile {
    let source: KeySource
    /// An absolute path.
    let path: String
    var owner = geteuid()

    /// Reads the key. Follows links and checks the target.
    func key() throws(KeyError) -> Secret {
        let bytes: [UInt8]
        do {
            let file = try SmallFile(path: path, limit: KeyText.byteLimit) { owner, mode in
                guard owner == self.owner else { throw KeyError(.foreignOwner, source) }
                guard mode & 0o077 == 0 else { throw KeyError(.openToOthers(mode: Int(mode)), source) }
            }
            bytes = file.bytes
        } catch let error as KeyError {
            throw error
        } catch SmallFile.Failure.notFound {
            throw KeyError(.notFound, source)
        } catch SmallFile.Failure.notAFile {
            throw KeyError(.notAFile, source)
        } catch SmallFile.Failure.tooLarge {
            throw KeyError(.tooLong, source)
        } catch {
            throw KeyError(.notReadable, source)
        }
        return try KeyText.key(in: bytes, from: source)
    }
}
