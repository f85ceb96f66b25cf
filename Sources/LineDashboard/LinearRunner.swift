import DashboardRuntime
import Notifications
import Sessions

/// Runs the effects of line mode, none of which needs a screen.
struct LinearRunner: SessionEffects {
    let session: Session
    let opener: LinkOpener
    let hold: Duration
    let files: SubjectFiles
    let watch: WatchList
    let downloads: DownloadDesk
    let clipboard: Clipboard
}
