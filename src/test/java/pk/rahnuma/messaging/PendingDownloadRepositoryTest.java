package pk.rahnuma.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.messaging.PendingDownloadRepository.DownloadRow;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

@OnEachDatabase(always = true)
class PendingDownloadRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final TestDatabase database;
    private final PendingDownloadRepository downloads;
    private final long person = SubjectEncryptionService.newId();

    PendingDownloadRepositoryTest(TestDatabase database) {
        this.database = database;
        this.downloads = database.getBean(PendingDownloadRepository.class);
        database.vault().createKeys(List.of(person));
    }

    @Test
    void theFirstOfAPersonIsDueUntilItIsClaimed() {
        PendingDownload first = download(1);
        insert(first, download(2));
        assertThat(downloads.findDue(NOW, 100)).containsOnlyOnce(first);
        assertThat(downloads.claimDownload(first, NOW, NOW.plusSeconds(60))).isTrue();
        assertThat(downloads.claimDownload(first, NOW, NOW.plusSeconds(60))).isFalse();
        assertThat(downloads.findDue(NOW, 100)).isEmpty();
        downloads.postponeDownload(first.id(), NOW);
        assertThat(downloads.findDue(NOW, 100)).singleElement().returns(1, PendingDownload::attempts);
        downloads.deleteByConversationId(person);
    }

    @Test
    void refusesSwappedDownloads() {
        PendingDownload first = download(1);
        PendingDownload second = download(2);
        insert(first, second);
        database.swapValues("download", "body", "id", first.id(), second.id());
        assertThatThrownBy(() -> downloads.findDue(NOW, 100)).hasMessageStartingWith("cannot open download.body");
        downloads.deleteById(first.id());
        downloads.deleteById(second.id());
        assertThat(downloads.findDue(NOW, 100)).isEmpty();
    }

    private void insert(PendingDownload... pending) {
        SubjectKeyRing keys = database.vault().openKeys(List.of(person));
        downloads.insertRows(List.of(pending).stream()
                .map(one -> DownloadRow.ofPending(one, keys))
                .toList());
    }

    private PendingDownload download(int place) {
        FileReference file = new FileReference("f" + place, "a.csv", "text/csv", 100, true, null);
        return new PendingDownload(
                SubjectEncryptionService.newId(), person, 1, place, new FileFetch("1", "f" + place, file), 0, NOW);
    }
}
