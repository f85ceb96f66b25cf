/// Carries out what lines ask for, which is what needs no screen.
struct LinearRunner: SessionEffects {
    let session: Session
    let opener: LinkOpener
    let hold: Duration
    let files: SubjectFiles
    let watch: WatchList
    let downloads: DownloadDesk
    let clipboard: Clipboard
}
