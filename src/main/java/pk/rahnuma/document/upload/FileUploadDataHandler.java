package pk.rahnuma.document.upload;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for files that are arriving.
@Singleton
final class FileUploadDataHandler implements PersonalDataHandler {

    private final FileUploadService uploads;

    FileUploadDataHandler(FileUploadService uploads) {
        this.uploads = uploads;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.OUTBOX;
    }

    /// Nothing: a file is exported once it is complete.
    @Override
    public Map<String, Object> exportData(long person) {
        return Map.of();
    }

    @Override
    public void deleteMessages(long person, Instant now) {
        uploads.deleteBySubject(person);
    }

    /// A file that is arriving is discarded: its client begins again.
    @Override
    public void prepareMove(DataMove move) {
        uploads.deleteBySubject(move.from());
    }

    @Override
    public void moveData(DataMove move) {
        // Nothing is left.
    }

    @Override
    public void eraseData(long person, Instant now) {
        uploads.deleteBySubject(person);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return uploads.deleteExpired(now, limit);
    }
}
