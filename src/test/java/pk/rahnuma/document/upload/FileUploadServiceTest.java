package pk.rahnuma.document.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.file.FileRejectedException;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class FileUploadServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;
    private final DocumentService documents;
    private final FileUploadService uploads;
    private final long person = SubjectEncryptionService.newId();

    FileUploadServiceTest(TestDatabase database) {
        this.database = database;
        this.documents = SampleFiles.documents(database);
        this.uploads = new FileUploadService(
                database.transactions(), database.getBean(FileUploadRepository.class), documents, database.vault());
        database.vault().createKeys(person);
    }

    private int countParts(FileUpload upload) {
        return database.sql()
                .queryOne(Integer.class, "select count(*) from file_upload_part where upload_id = ?", upload.id());
    }

    @Test
    void partsBecomeADocument() throws Exception {
        byte[] photo = SampleFiles.pngOf(100_000);
        FileUpload upload = uploads.beginUpload(person, "front.png", photo.length, NOW);
        upload = uploads.appendPart(upload, Arrays.copyOf(photo, FileUploadService.PART_BYTES))
                .orElseThrow();
        upload = uploads.appendPart(upload, new byte[] {photo[FileUploadService.PART_BYTES]})
                .orElseThrow();
        assertThat(uploads.findUpload(person, upload.id(), NOW)).contains(upload);
        assertThat(uploads.findUpload(person + 1, upload.id(), NOW)).isEmpty();
        Document document =
                uploads.completeUpload(upload, Arrays.copyOfRange(photo, upload.received(), photo.length), NOW);
        assertThat(document.id()).isEqualTo(upload.id());
        assertThat(document.name()).isEqualTo("front.png");
        assertThat(documents.openContent(document).readAllBytes()).isEqualTo(photo);
        assertThat(uploads.findUpload(person, upload.id(), NOW)).isEmpty();
        assertThat(countParts(upload)).isZero();
    }

    @Test
    void ofTwoPartsAtTheSamePlaceOneIsStored() {
        FileUpload upload = uploads.beginUpload(person, null, 100, NOW);
        assertThat(uploads.appendPart(upload, new byte[10])).isPresent();
        assertThat(uploads.appendPart(upload, new byte[20])).isEmpty();
        assertThat(uploads.findUpload(person, upload.id(), NOW).orElseThrow().received())
                .isEqualTo(10);
    }

    @Test
    void aRefusedFileIsDeleted() {
        FileUpload upload = uploads.beginUpload(person, null, 20, NOW);
        FileUpload half = uploads.appendPart(upload, new byte[10]).orElseThrow();
        assertThatThrownBy(() -> uploads.completeUpload(half, new byte[10], NOW))
                .isInstanceOf(FileRejectedException.class);
        assertThat(uploads.findUpload(person, upload.id(), NOW)).isEmpty();
        assertThat(countParts(upload)).isZero();
    }

    @Test
    void exchangedPartsAreNotOpened() {
        FileUpload upload = uploads.beginUpload(person, null, 100, NOW);
        upload = uploads.appendPart(upload, new byte[10]).orElseThrow();
        FileUpload two = uploads.appendPart(upload, new byte[10]).orElseThrow();
        database.sql().execute("update file_upload_part set seq = 1 - seq + 10 where upload_id = ?", two.id());
        database.sql().execute("update file_upload_part set seq = seq - 10 where upload_id = ?", two.id());
        assertThatThrownBy(() -> uploads.completeUpload(two, new byte[80], NOW))
                .hasMessageStartingWith("cannot open file_upload_part.body");
    }

    @Test
    void onlyTheNewestUploadsAreKept() {
        FileUpload first = uploads.beginUpload(person, null, 100, NOW.minusSeconds(1));
        uploads.appendPart(first, new byte[10]);
        for (int i = 0; i < FileUploadService.MAX_UPLOADS_PER_PERSON; i++) {
            uploads.beginUpload(person, null, 100, NOW);
        }
        assertThat(uploads.findUpload(person, first.id(), NOW)).isEmpty();
        assertThat(countParts(first)).isZero();
        int kept =
                database.sql().queryOne(Integer.class, "select count(*) from file_upload where subject_id = ?", person);
        assertThat(kept).isEqualTo(FileUploadService.MAX_UPLOADS_PER_PERSON);
    }

    @Test
    void anUploadEndsAfterADayAndWithItsPerson() {
        FileUpload upload = uploads.beginUpload(person, null, 100, NOW);
        uploads.appendPart(upload, new byte[10]);
        Instant expiry = NOW.plus(FileUploadService.UPLOAD_TTL);
        assertThat(uploads.findUpload(person, upload.id(), expiry.minusMillis(1)))
                .isPresent();
        assertThat(uploads.findUpload(person, upload.id(), expiry)).isEmpty();
        FileUploadDataHandler handler = new FileUploadDataHandler(uploads);
        while (handler.deleteExpired(expiry.plus(Duration.ofMillis(1)), 10) > 0) {
            // Rows of other tests, which are as old.
        }
        assertThat(countParts(upload)).isZero();
        FileUpload other = uploads.beginUpload(person, null, 100, NOW);
        uploads.appendPart(other, new byte[10]);
        handler.eraseData(person, NOW);
        assertThat(uploads.findUpload(person, other.id(), NOW)).isEmpty();
        assertThat(countParts(other)).isZero();
    }
}
