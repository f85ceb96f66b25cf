import Foundation
import HTTPTransport
import MintAPI
import ServiceClient
import Testing
import TestTransport

let keyText = "mk_live_5ecret"

/// 1994-11-06 08:49:07 UTC.
let fixedNow = Date(timeIntervalSince1970: 784_111_747)

func client(_ transport: ScriptedTransport, base: String = "https://api.mint.gg") throws -> MintClient {
    let key = try #require(APIKey(keyText))
    return MintClient(baseURL: try MintBaseURL(base), key: key, transport: transport, now: { fixedNow })
}

func answer(_ status: Int, _ body: String = "", headers: HeaderFields = [:]) -> Result<HTTPResponse, any Error> {
    .success(HTTPResponse(status: status, headers: headers, body: Data(body.utf8)))
}
