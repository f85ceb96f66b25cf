import MintDomain
import Tracking

extension StorageConformance {
    static let interest = [
        StorageConformance("whatOneProcessStatesTheOthersSee") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try check(try await theirs.peers(), is: [], "peers that stated nothing")
            let wish = TrackingInterest(selected: try id("op_1"), refresh: .these([try id("op_2"), try id("op_3")]))
            try await mine.setInterest(wish)
            let seen = try await theirs.peers()
            try check(seen.map(\.interest), is: [wish], "what is seen")
            try check(try await mine.peers(), is: [], "a process is not its own peer")
            try await mine.setInterest(TrackingInterest(refresh: .everything))
            let next = try await theirs.peers()
            try check(next.map(\.interest), is: [TrackingInterest(refresh: .everything)], "what replaced it")
            try check(next.map(\.name), is: seen.map(\.name), "the name")
            try check(next[0].serial > seen[0].serial, "serials grow")
        },
        StorageConformance("theInterestOfTheDeadIsGone") { place in
            let mine = try place.join().storage(demo)
            let peer = try place.join()
            try await peer.storage(demo).setInterest(TrackingInterest(selected: try id("op_1")))
            try check(try await mine.peers().count, is: 1, "living peers")
            peer.die()
            try check(try await mine.peers(), is: [], "dead peers")
            try await mine.setInterest(TrackingInterest())
            try check(try await mine.peers(), is: [], "dead peers after a write")
        },
        StorageConformance("interestsOfProfilesStayApart") { place in
            let mine = try place.join()
            let theirs = try place.join()
            try await mine.storage(demo).setInterest(TrackingInterest(selected: try id("op_1")))
            try check(try await theirs.storage(other).peers(), is: [], "what another profile sees")
            try await mine.storage(other).setInterest(TrackingInterest(selected: try id("op_2")))
            let seen = try await theirs.storage(demo).peers().map(\.interest.selected)
            try check(seen, is: [try id("op_1")], "what the profile sees")
        },
        StorageConformance("aStatedInterestIsNoticed") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            var notices = theirs.notices().makeAsyncIterator()
            _ = await notices.next()
            try await mine.setInterest(TrackingInterest(selected: try id("op_1")))
            while try await theirs.peers().isEmpty {
                try check(await notices.next() != nil, "notices go on")
            }
        },
    ]
}
