import Foundation
import Glibc
import TestTerminal
import Testing

/// Keys are sent to no wrong server, and links of a server do not lead to this machine.
@Suite(.serialized, .timeLimit(.minutes(5))) struct KeySafetyTests {
    /// A listener on this machine that only records connections.
    private final class Recorder {
        let port: Int
        private let descriptor: Int32

        init() throws {
            (descriptor, port) = try RawSocket.listen()
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }

        deinit {
            close(descriptor)
        }

        var hasConnection: Bool {
            let connection = accept(descriptor, nil, nil)
            if connection >= 0 { close(connection) }
            return connection >= 0
        }
    }

    private func variables(
        _ folder: TemporaryFolder, settings: String = "", mode: Int = 0o600
    ) throws -> [String: String] {
        let config = folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: true)
        try settings.write(toFile: config + "/config.yaml", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: config + "/config.yaml")
        return [
            "HOME": folder.path, "XDG_CONFIG_HOME": folder.path + "/config", "XDG_STATE_HOME": folder.path + "/state",
        ]
    }

    private static let refusal =
        "would send the key unencrypted: use https, or a profile with allow_insecure_http: true."

    // mintop does not recognize 127.1 as this machine, so the tests can use it as an address on a network.

    @Test func refusesAKeyOverPlainHTTP() throws {
        let recorder = try Recorder()
        let folder = TemporaryFolder()
        let address = "http://127.1:\(recorder.port)"
        var environment = try variables(folder)
        environment["MINT_API_KEY"] = "mint_secret"
        environment["MINT_API_BASE_URL"] = address
        let result = try mintop("me", environment: environment)
        #expect(result.status == 64)
        #expect(result.errors == "mintop: MINT_API_BASE_URL: The base URL \(address) \(Self.refusal)\n")
        #expect(!recorder.hasConnection)
    }

    @Test func refusesTheKeyOfAProfileOverPlainHTTPBeforeItsCommandRuns() throws {
        let recorder = try Recorder()
        let folder = TemporaryFolder()
        let marker = folder.path + "/ran"
        let settings = """
            profiles:
              live:
                base_url: http://127.1:\(recorder.port)
                api_key_command: [touch, \(marker)]
            """
        let result = try mintop("me", "--profile", "live", environment: variables(folder, settings: settings))
        #expect(result.status == 64)
        #expect(result.errors.contains(Self.refusal))
        #expect(!recorder.hasConnection)
        #expect(!FileManager.default.fileExists(atPath: marker))
    }

    @Test func refusesTheKeyOfTheAgentOverPlainHTTP() throws {
        let recorder = try Recorder()
        let server = try TestServer("--port", "0", "--in-memory")
        var environment = server.agentEnvironment
        environment["MINTLIFY_API_BASE_URL"] = "http://127.1:\(recorder.port)"
        let result = try mintop("jobs", "get", "job_1", environment: environment)
        #expect(result.status == 64)
        #expect(result.errors.contains("The Mintlify base URL http://127.1:\(recorder.port) \(Self.refusal)"))
        #expect(!recorder.hasConnection)
    }

    @Test func aProfileMayAllowPlainHTTPAndTheDoctorSaysSo() throws {
        let folder = TemporaryFolder()
        let settings = """
            profiles:
              live:
                base_url: http://127.1:9
                api_key_command: [echo, mint_secret]
                allow_insecure_http: true
            """
        let environment = try variables(folder, settings: settings)
        let result = try mintop("me", environment: environment)
        #expect(result.status == 69)
        #expect(result.errors.contains("Cannot reach http://127.1:9"))
        let doctor = try mintop("doctor", "--offline", environment: environment)
        #expect(doctor.output.contains("live sends its key unencrypted to http://127.1:9"))
    }

    @Test func refusesProfilesOfAFileThatOthersCanWrite() throws {
        let recorder = try Recorder()
        let folder = TemporaryFolder()
        let key = folder.path + "/key"
        try "ghp_OtherToken".write(toFile: key, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        let settings = """
            default_profile: x
            profiles:
              x: {base_url: "http://127.0.0.1:\(recorder.port)", api_key_file: \(key)}
            """
        let environment = try variables(folder, settings: settings, mode: 0o666)
        let path = folder.path + "/config/mintop/config.yaml"
        let sentence =
            "config.yaml: Its profiles and hooks are not used, because group or others can write \(path): "
            + "chmod go-w \(path)."
        let result = try mintop("me", environment: environment)
        #expect(result.status == 65)
        #expect(result.errors == "mintop: \(sentence)\n")
        #expect(!recorder.hasConnection)
        let named = try mintop("me", "--profile", "x", environment: environment)
        #expect(named.status == 64)
        #expect(named.errors.contains(sentence))
        let doctor = try mintop("doctor", "--offline", environment: environment)
        #expect(doctor.status == 1)
        #expect(doctor.output.contains(sentence))
        #expect(doctor.output.contains("chmod go-w '\(path)'"))
    }

    @Test(arguments: [
        ("https://github.com@evil.example/x", "Not used: the link has a user name or a password in it"),
        ("http://169.254.169.254/latest", "Not used: the link leads to 169.254.169.254"),
        ("http://[fe80::1]/", "Not used: the link leads to fe80::1"),
        ("https://evil.example/\\\\x", "Not used: the link is empty, too long, or has spaces or other odd characters"),
        ("file:///etc/passwd", "Not used: only http and https links are"),
    ])
    func jobsOpenObeysTheRulesAboutLinks(link: String, sentence: String) throws {
        let (listener, port) = try RawSocket.listen()
        let answering = Thread {
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                if RawSocket.readRequest(connection) != nil {
                    let body = "{\"id\": \"job_1\", \"status\": \"completed\", \"prLink\": \"\(link)\"}"
                    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
                    RawSocket.write(connection, Array((head + body).utf8))
                }
                close(connection)
            }
        }
        answering.start()
        defer {
            shutdown(listener, Int32(SHUT_RDWR))
            close(listener)
        }
        let server = try TestServer("--port", "0", "--in-memory")
        let marker = server.folder.path + "/opened"
        let browser = server.folder.path + "/browser"
        try "#!/bin/sh\nprintf %s \"$1\" > \(marker)\n".write(toFile: browser, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser)
        var environment = server.agentEnvironment
        environment["MINTLIFY_API_BASE_URL"] = "http://127.0.0.1:\(port)"
        environment["BROWSER"] = browser
        let result = try mintop("jobs", "open", "job_1", environment: environment)
        #expect(result.status == 65)
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: marker))
    }
}
