package pk.rahnuma.document.upload;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.file.DocumentType;
import pk.rahnuma.messaging.file.FileRejectedException;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Collects the parts of files. The last part is stored with the document only, so that an upload is never complete
/// without one.
@Singleton
public final class FileUploadService {

    /// Maximum number of unfinished uploads of a person.
    public static final int MAX_UPLOADS_PER_PERSON = 5;

    /// Maximum size of a stored part; parts are smaller where a request ended.
    public static final int PART_BYTES = 48 * 1024;

    /// Maximum number of parts: those of the largest file, and one for each of some three hundred interruptions.
    public static final int MAX_PARTS = 400;

    /// Time after which an unfinished upload is deleted.
    public static final Duration UPLOAD_TTL = Duration.ofDays(1);

    /// The column holds as many bytes, sealed.
    private static final int MAX_NAME_LENGTH = 100;

    private final TransactionOperations<Connection> transactions;
    private final FileUploadRepository uploads;
    private final DocumentService documents;
    private final SubjectEncryptionService vault;

    FileUploadService(
            TransactionOperations<Connection> transactions,
            FileUploadRepository uploads,
            DocumentService documents,
            SubjectEncryptionService vault) {
        this.transactions = transactions;
        this.uploads = uploads;
        this.documents = documents;
        this.vault = vault;
    }

    /// Begins an upload. Of too many, the oldest are deleted.
    ///
    /// @param name given by the device; null when there is none
    /// @param size from 1 to [DocumentType#MAX_FILE_BYTES]
    public FileUpload beginUpload(long person, String name, int size, Instant now) {
        if (size < 1 || size > DocumentType.MAX_FILE_BYTES) {
            throw new IllegalArgumentException("size " + size);
        }
        long id = SubjectEncryptionService.newId();
        String kept = name == null ? "" : name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
        FileUpload upload = new FileUpload(id, person, kept, size, 0, 0, now.truncatedTo(ChronoUnit.MICROS));
        transactions.executeWrite(status -> {
            List<Long> open = uploads.findNewest(person, 2 * MAX_UPLOADS_PER_PERSON);
            if (open.size() >= MAX_UPLOADS_PER_PERSON) {
                deleteUploads(open.subList(MAX_UPLOADS_PER_PERSON - 1, open.size()));
            }
            uploads.insertRow(new FileUploadRepository.UploadRow(
                    id,
                    person,
                    vault.seal(
                            FileUploadRepository.NAME_COLUMN.placeAt(person, id),
                            kept.getBytes(StandardCharsets.UTF_8)),
                    size,
                    0,
                    0,
                    upload.created()));
            return null;
        });
        return upload;
    }

    /// The unfinished upload; empty when it is complete, expired, or does not exist for this person.
    public Optional<FileUpload> findUpload(long person, long id, Instant now) {
        return uploads.findByIdAndSubjectId(id, person)
                .map(row -> new FileUpload(
                        id,
                        person,
                        vault.openText(FileUploadRepository.NAME_COLUMN.placeAt(person, id), row.name()),
                        row.size(),
                        row.received(),
                        row.parts(),
                        row.createdAt()))
                .filter(upload -> now.isBefore(upload.expiry()));
    }

    /// Stores the next part.
    ///
    /// @param upload with less than [#MAX_PARTS]
    /// @param part of 1 to [#PART_BYTES] bytes, which do not complete the file
    /// @return the upload with this part; empty when another request was faster
    public Optional<FileUpload> appendPart(FileUpload upload, byte[] part) {
        int next = upload.received() + part.length;
        if (part.length == 0 || next >= upload.size() || upload.parts() >= MAX_PARTS) {
            throw new IllegalArgumentException("part of " + part.length + " bytes at " + upload.received());
        }
        byte[] sealed = vault.seal(
                FileUploadRepository.BODY_COLUMN.placeAt(upload.subject(), upload.id(), upload.parts()), part);
        return transactions.executeWrite(status -> {
            if (uploads.updateReceived(upload.id(), upload.received(), next) == 0) {
                return Optional.empty();
            }
            uploads.insertPart(upload.id(), upload.parts(), upload.subject(), sealed);
            return Optional.of(upload.withPart(part.length));
        });
    }

    /// Completes a file: inspects and stores it. It can be repeated with the same last part.
    ///
    /// @param last all bytes that are not stored yet
    /// @throws FileRejectedException when the file is not accepted; the upload is deleted
    /// @throws pk.rahnuma.shared.ServiceBusyException when the last part should be sent again later
    public Document completeUpload(FileUpload upload, byte[] last, Instant now) throws FileRejectedException {
        byte[] content = new byte[upload.size()];
        SubjectKeyRing keys = vault.openKeys(List.of(upload.subject()));
        int end = 0;
        for (int seq = 0; seq < upload.parts(); seq++) {
            byte[] part = keys.open(
                    FileUploadRepository.BODY_COLUMN.placeAt(upload.subject(), upload.id(), seq),
                    uploads.findPart(upload.id(), seq).orElseThrow().body());
            System.arraycopy(part, 0, content, end, part.length);
            end += part.length;
        }
        if (end != upload.received() || end + last.length != upload.size()) {
            throw new IllegalStateException("upload " + upload.id() + " is not complete");
        }
        System.arraycopy(last, 0, content, end, last.length);
        Document document;
        try {
            document = documents.saveDocument(
                    upload.id(), upload.subject(), upload.name().isEmpty() ? null : upload.name(), content, now);
        } catch (FileRejectedException e) {
            deleteUpload(upload);
            throw e;
        }
        deleteUpload(upload);
        return document;
    }

    public void deleteUpload(FileUpload upload) {
        transactions.executeWrite(status -> {
            deleteUploads(List.of(upload.id()));
            return null;
        });
    }

    /// Deletes expired uploads.
    ///
    /// @return number deleted; less than `limit` when none are left
    int deleteExpired(Instant now, int limit) {
        return transactions.executeWrite(status -> {
            List<Long> expired = uploads.findOlderThan(now.minus(UPLOAD_TTL), limit);
            if (!expired.isEmpty()) {
                deleteUploads(expired);
            }
            return expired.size();
        });
    }

    /// Deletes all uploads of a person, in the current transaction.
    void deleteBySubject(long person) {
        uploads.deletePartsOfSubject(person);
        uploads.deleteBySubjectId(person);
    }

    private void deleteUploads(Collection<Long> ids) {
        uploads.deleteParts(ids);
        uploads.deleteByIdIn(ids);
    }
}
