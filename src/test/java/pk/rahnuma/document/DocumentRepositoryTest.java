package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectErasedException;

@OnEachDatabase(always = true)
class DocumentRepositoryTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;
    private final DocumentService documents;
    private final DocumentRepository stored;
    private final ThumbnailService thumbnails;
    private final long ayesha = SubjectEncryptionService.newId();
    private final long bilal = SubjectEncryptionService.newId();

    DocumentRepositoryTest(TestDatabase database) {
        this.database = database;
        this.documents = SampleFiles.documents(database);
        this.stored = database.getBean(DocumentRepository.class);
        this.thumbnails = SampleFiles.thumbnails(database);
        database.vault().createKeys(List.of(ayesha, bilal));
    }

    @Test
    void storedContentIsReadUnchanged() throws Exception {
        byte[] large = SampleFiles.pngOf(3_000_000);
        assertThat(large.length).isGreaterThan(20 * DocumentRepository.CHUNK_BYTES);
        Document kept = keep(ayesha, "C:\\Users\\x\\card front.png", large);
        Document found = documents.findById(ayesha, kept.id()).orElseThrow();
        assertThat(found).isEqualTo(kept);
        assertThat(found.fileName()).isEqualTo("card front.png");
        assertThat(found.kind().mediaType()).isEqualTo("image/png");
        assertThat(content(found)).isEqualTo(large);
    }

    @Test
    void nothingOfItIsStoredInPlainText() throws Exception {
        Document kept = keep(ayesha, "secret-name.pdf", SampleFiles.pdf());
        assertThat(latin(rows("select name from document where id = ?", kept.id())))
                .doesNotContain("secret");
        assertThat(latin(rows("select body from document_chunk where document_id = ?", kept.id())))
                .doesNotContain("Catalog");
    }

    @Test
    void aRefusedFileLeavesNothing() {
        assertThatThrownBy(() -> keep(ayesha, "x.pdf", SampleFiles.lockedPdf()))
                .isInstanceOf(FileRejectedException.class);
        assertThat(stored.findPage(ayesha, null, 1_000)).isEmpty();
    }

    @Test
    void anotherPersonsIsTheSameAsNone() throws Exception {
        Document kept = keep(ayesha, null, SampleFiles.jpeg());
        assertThat(documents.findById(bilal, kept.id())).isEmpty();
        documents.deleteDocument(bilal, kept.id());
        assertThat(stored.findPage(ayesha, null, 1_000)).containsExactly(kept);
    }

    @Test
    void keptAgainUnderTheSameNumberItStaysAsItIs() throws Exception {
        Document kept = keep(ayesha, null, SampleFiles.jpeg());
        assertThat(documents.saveDocument(kept.id(), ayesha, null, SampleFiles.jpeg(), MONDAY.plusSeconds(9)))
                .isEqualTo(kept);
        assertThat(stored.findPage(ayesha, null, 1_000)).containsExactly(kept);
    }

    @Test
    void partsThatAreSwappedOrMissingAreNotGivenOut() throws Exception {
        Document kept = keep(ayesha, null, SampleFiles.pngOf(200_000));
        run("update document_chunk set seq = -1 where document_id = ? and seq = 0", kept.id());
        run("update document_chunk set seq = 0 where document_id = ? and seq = 1", kept.id());
        run("update document_chunk set seq = 1 where document_id = ? and seq = -1", kept.id());
        assertThatThrownBy(() -> content(kept)).isInstanceOf(IllegalStateException.class);
        run("delete from document_chunk where document_id = ?", kept.id());
        assertThatThrownBy(() -> content(kept)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whenItsOwnerIsErasedItIsGone() throws Exception {
        Document kept = keep(ayesha, null, SampleFiles.jpeg());
        database.vault().destroyKey(ayesha);
        assertThat(documents.findById(ayesha, kept.id())).isEmpty();
        assertThatThrownBy(() -> content(kept)).isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void unsubmittedFilesAreDeletedAfterAWhileAndOthersStay() throws Exception {
        Document left = keep(ayesha, null, SampleFiles.jpeg());
        Document handedIn = keep(ayesha, null, SampleFiles.png());
        documents.attachDocuments(
                List.of(new DocumentService.Attachment(ayesha, ayesha, List.of(handedIn.id()))), MONDAY);
        DocumentDataHandler handler =
                new DocumentDataHandler(stored, database.getBean(DocumentAttachmentRepository.class));
        handler.deleteExpired(MONDAY.plus(DocumentDataHandler.UNATTACHED_TTL), 200);
        assertThat(stored.findPage(ayesha, null, 1_000))
                .extracting(Document::id)
                .containsExactlyInAnyOrder(left.id(), handedIn.id());
        handler.deleteExpired(MONDAY.plus(DocumentDataHandler.UNATTACHED_TTL).plusSeconds(1), 200);
        assertThat(stored.findPage(ayesha, null, 1_000)).singleElement().satisfies(document -> {
            assertThat(document.id()).isEqualTo(handedIn.id());
            assertThat(document.attached()).isTrue();
        });
        assertThat(rows("select body from document_chunk where document_id = ?", left.id()))
                .isEmpty();
        documents.deleteDocument(ayesha, handedIn.id());
        assertThat(stored.findPage(ayesha, null, 1_000)).isEmpty();
    }

    @Test
    void aTableIsReadWhenItIsFetchedAndNotKept() throws Exception {
        FileReference read = new DocumentFileStore(documents, SampleFiles.inProcessInspection())
                .storeFile(
                        SubjectEncryptionService.newId(),
                        ayesha,
                        "a.csv",
                        SampleFiles.ascii("39.32.1.7\n39.32.1.8"),
                        MONDAY);
        assertThat(read.rows()).containsExactly(List.of("39.32.1.7"), List.of("39.32.1.8"));
        assertThat(stored.findPage(ayesha, null, 1_000)).isEmpty();
    }

    @Test
    void aTableThatWasPutHereIsReadUntilItIsSoonDeleted() throws Exception {
        Document table = keep(ayesha, "a.csv", SampleFiles.ascii("39.32.1.7\n39.32.1.8"));
        Document card = keep(ayesha, null, SampleFiles.jpeg());
        assertThat(documents.readRows(table)).containsExactly(List.of("39.32.1.7"), List.of("39.32.1.8"));
        assertThat(documents.readRows(card)).isNull();
        stored.deleteExpired(MONDAY.minus(Duration.ofDays(1)), MONDAY.plusSeconds(1), 1000);
        assertThat(stored.findPage(ayesha, null, 1_000)).containsExactly(card);
    }

    @Test
    void onlyInspectedPicturesOfThePersonAreCompared() throws Exception {
        Document card = keep(ayesha, null, SampleFiles.cardPhoto(1));
        Document other = keep(ayesha, null, SampleFiles.cardPhoto(2));
        keep(ayesha, null, SampleFiles.pdf());
        keep(bilal, null, SampleFiles.cardPhoto(1));
        assertThat(stored.findNewestPictures(ayesha, 9)).containsExactlyInAnyOrder(card, other);
        assertThat(stored.findNewestPictures(ayesha, 1)).hasSize(1);
    }

    @Test
    void allDocumentsOfAnErasedPersonAreDeletedAndNoOthers() throws Exception {
        Document card = keep(ayesha, null, SampleFiles.cardPhoto(1));
        keep(ayesha, null, SampleFiles.pdf());
        Document foreign = keep(bilal, null, SampleFiles.cardPhoto(1));
        new DocumentDataHandler(stored, database.getBean(DocumentAttachmentRepository.class)).eraseData(ayesha, MONDAY);
        assertThat(stored.findPage(ayesha, null, 9)).isEmpty();
        assertThat(rows("select body from document_chunk where document_id = ?", card.id()))
                .isEmpty();
        assertThat(rows("select picture from document_picture where document_id = ?", card.id()))
                .isEmpty();
        assertThat(stored.findPage(bilal, null, 9)).containsExactly(foreign);
        assertThat(content(foreign)).isEqualTo(SampleFiles.cardPhoto(1));
    }

    @Test
    void aPhotoHasASealedThumbnailAndOtherFilesHaveNone() throws Exception {
        Document card = keep(ayesha, null, SampleFiles.cardPhoto(1));
        Document letter = keep(ayesha, null, SampleFiles.pdf());
        assertThat(card.hasThumbnail()).isTrue();
        assertThat(letter.hasThumbnail()).isFalse();
        assertThat(stored.findPage(ayesha, null, 9)).containsExactlyInAnyOrder(card, letter);
        assertThat(thumbnails.readThumbnail(card).orElseThrow()).startsWith(0xff, 0xd8, 0xff);
        assertThat(thumbnails.readThumbnail(letter)).isEmpty();
        assertThat(latin(rows("select thumbnail from document_picture where document_id = ?", card.id())))
                .hasSizeGreaterThan(500)
                .doesNotContain("JFIF");
    }

    @Test
    void aThumbnailOfAnotherDocumentIsNotShown() throws Exception {
        Document card = keep(ayesha, null, SampleFiles.cardPhoto(1));
        Document other = keep(ayesha, null, SampleFiles.cardPhoto(2));
        database.sql()
                .execute(
                        "update document_picture set thumbnail = ? where document_id = ?",
                        rows("select thumbnail from document_picture where document_id = ?", other.id())
                                .getFirst(),
                        card.id());
        assertThatThrownBy(() -> thumbnails.readThumbnail(card)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aThumbnailGoesWithItsDocumentToAnOrganisation() throws Exception {
        Document card = keep(ayesha, null, SampleFiles.cardPhoto(1));
        byte[] thumbnail = thumbnails.readThumbnail(card).orElseThrow();
        documents.attachDocuments(List.of(new DocumentService.Attachment(ayesha, bilal, List.of(card.id()))), MONDAY);
        assertThat(thumbnails.readThumbnail(card))
                .as("asked for by its former owner")
                .isEmpty();
        database.vault().destroyKey(ayesha);
        Document given = documents.findById(bilal, card.id()).orElseThrow();
        assertThat(thumbnails.readThumbnail(given)).contains(thumbnail);
        database.vault().destroyKey(bilal);
        assertThat(thumbnails.drawContactSheet(Map.of(1, given))).isEmpty();
    }

    private Document keep(long person, String name, byte[] file) throws FileRejectedException {
        return documents.saveDocument(SubjectEncryptionService.newId(), person, name, file, MONDAY);
    }

    private byte[] content(Document document) throws IOException {
        return documents.openContent(document).readAllBytes();
    }

    private List<byte[]> rows(String sql, long id) {
        return database.sql().queryList(byte[].class, sql, id);
    }

    private static String latin(List<byte[]> rows) {
        return new String(rows.getFirst(), StandardCharsets.ISO_8859_1);
    }

    private void run(String sql, long id) {
        database.sql().execute(sql, id);
    }
}
