import MintDomain
import Testing

struct LinkPolicyTests {
    private static let live = "https://api.mint.gg"
    private static let local = "http://127.0.0.1:4010"

    @Test(arguments: [
        "https://cdn.mint.gg/a/b.glb?Expires=1&Signature=x~y%2F", "HTTPS://CDN.mint.GG:8443/a", "https://8.8.8.8/a",
        "https://[2606:4700::1111]/a", "https://files.example.com./a", "https://api.mint.gg/v1/x",
        "https://xn--bcher-kva.example/a", "https://[::ffff:8.8.8.8]/", "https://[64:ff9b::808:808]/",
    ])
    func aLiveProfileUsesLinksOfTheInternet(link: String) throws {
        let policy = try #require(LinkPolicy(server: Self.live))
        #expect(try policy.check(link).text == link)
    }

    @Test(arguments: [
        ("", LinkRefusal.malformed), ("https://cdn.mint.gg/a b", .malformed), ("https://cdn.mint.gg/a\n", .malformed),
        ("https://cdn.mint.gg\\@evil.example/", .malformed), ("https://bücher.example/", .malformed),
        ("https://cdn.mint.gg/\u{1B}]52;c;\u{7}", .malformed),
        ("file:///etc/passwd", .scheme("file")), ("javascript:alert(1)", .scheme("javascript")),
        ("ftp://cdn.mint.gg/a", .scheme("ftp")), ("data:text/html,x", .scheme("data")), ("cdn.mint.gg/a", .scheme("")),
        ("http://cdn.mint.gg/a", .insecure(host: "cdn.mint.gg")),
        ("http://api.mint.gg/a", .insecure(host: "api.mint.gg")),
        ("https://user@cdn.mint.gg/a", .userInfo), ("https://cdn.mint.gg:x@evil.example/a", .userInfo),
        ("https:///a", .host), ("https:cdn.mint.gg", .host), ("https://cdn.mint.gg:0/", .host),
        ("https://cdn.mint.gg:99999/", .host), ("https://cdn.mint.gg:8a/", .host), ("https://cdn%2Emint.gg/", .host),
        ("https://[::1/", .host), ("https://[fe80::1%25eth0]/", .host), ("https://1.2.3.4.5/", .host),
        ("https://256.1.1.1/", .host), ("https://0x1ffffffff/", .host), ("https://a..b/", .host),
        ("https://.a/", .host), ("https://08.0.0.1/", .host), ("https://127.0x.1/", .host),
        ("https://1.2.3.0x/", .host),
        ("https://a.0x7f/", .host), ("https://4294967296/", .host),
        ("https://127.0.0.256/", .host), ("https://127.16777216/", .host), ("https://1.2.3.4../", .host),
        ("https://[::1%lo]/", .host), ("https://[1:2:3:4:5:6:7]/", .host), ("https://[1::2::3]/", .host),
        ("https://[1:2:3:4:5:6:7:8::]/", .host), ("https://[::12345]/", .host), ("https://[:::1]/", .host),
        ("https://[::ffff:127.1]/", .host), ("https://[::ffff:0177.0.0.1]/", .host), ("https://[::1.]/", .host),
        ("https://[127.0.0.1]/", .host),
    ])
    func whatIsNoPlainLinkIsRefused(link: String, refusal: LinkRefusal) throws {
        let policy = try #require(LinkPolicy(server: Self.live))
        #expect(throws: refusal) { try policy.check(link) }
    }

    @Test(arguments: [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.1", "0177.0.0.1", "017700000001",
        "127.0.0.1.", "127.0x1", "127.0.1.", "0x7f.0.0x0001", "0177.0.01", "00000000000000000000000000000000177.1",
        "127.16777215", "2147483647",
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[0000:0000::0001]", "[::FFFF:127.255.0.1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::0.0.0.1]",
    ])
    func thisMachineInEverySpellingIsRefusedFromALiveProfile(host: String) throws {
        let policy = try #require(LinkPolicy(server: Self.live))
        #expect {
            try policy.check("https://\(host)/a")
        } throws: { error in
            if case .reach(.loopback, _) = error as? LinkRefusal { true } else { false }
        }
        let own = try #require(LinkPolicy(server: Self.local))
        #expect(try own.check("http://\(host)/a").text.hasSuffix("/a"))
    }

    @Test(arguments: [
        "10.0.0.1", "192.168.1.1", "172.31.255.255", "100.64.0.1", "0xa.1", "167772161", "[fd12::1]",
        "[::ffff:10.0.0.1]",
        "router", "nas.local", "git.corp", "wiki.internal", "pi.lan", "x.home.arpa",
    ])
    func aPrivateNetworkIsOnlyForProfilesOfOne(host: String) throws {
        let policy = try #require(LinkPolicy(server: Self.live))
        #expect {
            try policy.check("https://\(host)/a")
        } throws: { error in
            if case .reach(.privateNetwork, _) = error as? LinkRefusal { true } else { false }
        }
        let near = try #require(LinkPolicy(server: "http://192.168.1.9:8080"))
        #expect(try near.check("http://\(host)/a").isOwnHost == false)
        #expect(throws: LinkRefusal.reach(.loopback, host: "127.0.0.1")) { try near.check("http://127.0.0.1/a") }
    }

    @Test(arguments: [
        "169.254.169.254", "0xA9FEA9FE", "2852039166", "100.100.100.200", "168.63.129.16", "0.0.0.0", "0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "metadata.google.internal", "[fe80::1]", "[fd00:ec2::254]", "[::]", "[ff02::1]",
        "[2001:db8::1]", "[2001:0:1::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]",
        "[::ffff:169.254.169.254]",
    ])
    func reservedPlacesAreRefusedFromEveryProfile(host: String) throws {
        for server in [Self.live, Self.local] {
            let policy = try #require(LinkPolicy(server: server))
            #expect {
                try policy.check("https://\(host)/a")
            } throws: { error in
                if case .reach(.nowhere, _) = error as? LinkRefusal { true } else { false }
            }
        }
    }

    @Test func theHostOfTheProfileIsAlwaysUsed() throws {
        let office = try #require(LinkPolicy(server: "https://mint.corp/api"))
        #expect(try office.check("https://MINT.corp:9000/file").isOwnHost)
        #expect(throws: LinkRefusal.insecure(host: "mint.corp")) { try office.check("http://mint.corp/file") }
    }

    @Test(arguments: [
        ("93.184.216.34", true), ("2606:4700::1111", true), ("10.1.2.3", false), ("127.0.0.1", false), ("::1", false),
        ("::ffff:192.168.0.1", false), ("169.254.169.254", false), ("fe80::1", false), ("", false), ("name", false),
        ("8.8.8.8 ", false), ("8.8.8.8 10.0.0.1", false), ("8.8.8.8\0", false), ("8.8.8\0.8", false),
        ("2606:4700::1111\0", false), (" 2606:4700::1111", false), ("8.8.8.8\t.1", false), ("\u{661}.1.1.1", false),
    ])
    func addressesAreCheckedOnceTheyAreKnown(address: String, isAllowed: Bool) throws {
        let policy = try #require(LinkPolicy(server: Self.live))
        #expect(policy.allows(address: address) == isAllowed)
    }

    @Test func aRefusalNeverRepeatsThePath() throws {
        let policy = try #require(LinkPolicy(server: Self.live))
        let links = [
            "http://a.example/s3cret?s3cret", "https://u:s3cret@a.example/", "https://10.0.0.1/s3cret", "s3cret",
        ]
        for link in links {
            do throws(LinkRefusal) {
                _ = try policy.check(link)
                Issue.record("\(link) was let through")
            } catch {
                #expect(!error.description.contains("s3cret"))
            }
        }
    }

    @Test(arguments: ["", "mint.gg", "ftp://mint.gg", "https://"]) func noServerNoPolicy(server: String) {
        #expect(LinkPolicy(server: server) == nil)
    }
}
