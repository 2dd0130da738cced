package pk.rahnuma.document;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Stores, finds and reads documents. Takes part in the transaction of the thread.
@Singleton
public final class DocumentService {

    /// Maximum pictures of a subject with which a new one is compared, the newest.
    static final int MAX_COMPARED_PICTURES = 100;

    private final DocumentRepository documents;
    private final DocumentAttachmentRepository attachments;
    private final FileInspectionService inspections;

    public DocumentService(
            DocumentRepository documents, DocumentAttachmentRepository attachments, FileInspectionService inspections) {
        this.documents = documents;
        this.attachments = attachments;
        this.inspections = inspections;
    }

    /// Inspects a file and stores all of it, or nothing. A voice message is accepted from a channel alone. A document
    /// with this id stays unchanged, so that an
    /// interrupted call can be repeated.
    ///
    /// @param id from [SubjectEncryptionService#newId]
    /// @param name given by the device; null when there is none
    /// @throws FileRejectedException when the file is not accepted
    /// @throws pk.rahnuma.shared.ServiceBusyException when it should be sent again later
    public Document saveDocument(long id, long subject, String name, byte[] content, Instant now)
            throws FileRejectedException {
        FileInspectionService.Inspection file = inspections.inspectFile(content);
        if (file.kind() == DocumentType.OGG) {
            throw new FileRejectedException(FileRejectionReason.TYPE);
        }
        return saveDocument(id, subject, name, content, file, now);
    }

    /// Stores a file that was inspected.
    Document saveDocument(
            long id, long subject, String name, byte[] content, FileInspectionService.Inspection file, Instant now) {
        PictureInspection inspected = file.picture();
        Document document = new Document(
                id,
                subject,
                file.kind(),
                FileNameSanitiser.sanitiseName(name, file.kind()),
                content.length,
                Math.ceilDiv(content.length, DocumentRepository.CHUNK_BYTES),
                false,
                now,
                inspected == null ? null : inspected.findings(),
                inspected != null && inspected.thumbnail() != null);
        return documents.insertIfAbsent(document, content, inspected == null ? null : inspected.thumbnail());
    }

    /// The document; empty when it does not exist or belongs to another subject, which look the same.
    public Optional<Document> findById(long subject, long id) {
        return findByIds(subject, List.of(id)).stream().findFirst();
    }

    /// The documents among these that belong to the subject; one query.
    public List<Document> findByIds(long subject, Collection<Long> ids) {
        return findByIds(Map.of(subject, ids));
    }

    /// The documents among these that belong to the subject given for them; one query.
    public List<Document> findByIds(Map<Long, ? extends Collection<Long>> ids) {
        return documents.findByIds(ids);
    }

    /// Keyed hashes of the contents of those among these documents that belong to the subject given for them, in
    /// hexadecimal, by id. Equal contents have equal hashes, whoever sent them; one query.
    public Map<Long, String> findContentHashes(Map<Long, ? extends Collection<Long>> ids) {
        return attachments.findContentHashes(ids);
    }

    /// A document as scripts see it: its flaw as a photo, and the subject's documents that look the same, itself
    /// included.
    public FileReference toFileRef(Document document) {
        FileReference file = new FileReference(
                Long.toString(document.id()),
                document.fileName(),
                document.kind().mediaType(),
                document.size());
        PictureFindings picture = document.picture();
        if (picture == null) {
            return file;
        }
        List<String> alike = documents.findNewestPictures(document.subject(), MAX_COMPARED_PICTURES).stream()
                .filter(other -> other.picture().fingerprint().isSimilarTo(picture.fingerprint()))
                .map(other -> Long.toString(other.id()))
                .toList();
        return file.withPicture(picture.flawCode(), alike);
    }

    /// The content, with one chunk in memory. Reading throws when a chunk was changed or is missing.
    public InputStream openContent(Document document) {
        return new DocumentInputStream(document, seq -> documents.readChunk(document, seq));
    }

    /// Cells of a table, in rows; null when the document is not a table.
    public List<List<String>> readRows(Document document) {
        if (!document.kind().isTable()) {
            return null;
        }
        try (InputStream in = openContent(document)) {
            byte[] content = in.readAllBytes();
            return inspections.readRows(document.kind(), content);
        } catch (IOException | FileRejectedException e) {
            throw new IllegalStateException("table " + document.id() + " was fit when it came", e);
        }
    }

    /// Documents to be attached to an application.
    ///
    /// @param from present owner
    /// @param to subject of the application
    public record Attachment(long from, long to, Collection<Long> ids) {}

    /// Attaches documents to an application, with which they are kept from now on. A document of another subject is
    /// transferred, unless it already belongs to an application, which would lose it.
    public void attachDocuments(List<Attachment> some, Instant now) {
        attachments.attachDocuments(some, now);
    }

    /// Deletes a document; does nothing when it does not exist or belongs to another subject.
    public void deleteDocument(long subject, long id) {
        documents.deleteDocument(subject, id);
    }
}
