package pk.rahnuma.document;

import jakarta.inject.Singleton;
import java.time.Instant;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileStore;

/// Stores files from channels as documents.
@Singleton
final class DocumentFileStore implements FileStore {

    private final DocumentService documents;
    private final FileInspectionService inspections;

    DocumentFileStore(DocumentService documents, FileInspectionService inspections) {
        this.documents = documents;
        this.inspections = inspections;
    }

    @Override
    public int maxBytes() {
        return DocumentType.MAX_FILE_BYTES;
    }

    @Override
    public FileReference storeFile(long id, long conversation, String name, byte[] content, Instant now)
            throws FileRejectedException {
        FileInspectionService.Inspection file = inspections.inspectFile(content);
        if (file.rows() != null) {
            // Its content becomes the answer; there is nothing to store.
            return new FileReference(
                            Long.toString(id),
                            FileNameSanitiser.sanitiseName(name, file.kind()),
                            file.kind().mediaType(),
                            content.length)
                    .withRows(file.rows());
        }
        return documents.toFileRef(documents.saveDocument(id, conversation, name, content, file, now));
    }
}
