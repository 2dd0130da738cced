package pk.rahnuma.documents;

import jakarta.inject.Singleton;
import java.time.Instant;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.post.FileStore;
import pk.rahnuma.post.FileStoreBusyException;

/// Where what was fetched from a channel is kept: among the documents.
@Singleton
final class DocumentStore implements FileStore {

    private final Documents documents;
    private final FileInspectionService inspections;

    DocumentStore(Documents documents, FileInspectionService inspections) {
        this.documents = documents;
        this.inspections = inspections;
    }

    @Override
    public int most() {
        return Documents.MOST;
    }

    @Override
    public FileRef keep(long id, long conversation, String name, byte[] content, Instant now) throws NotKept {
        try {
            FileInspectionService.Inspection file = inspections.inspect(content);
            if (file.rows() != null) {
                // What stands in it is the answer; there is nothing to keep.
                return new FileRef(
                                Long.toString(id),
                                Names.plain(name, file.kind()),
                                file.kind().mediaType(),
                                content.length)
                        .withRows(file.rows());
            }
            return documents.toFileRef(documents.keep(id, conversation, name, content, file, now));
        } catch (Unfit unfit) {
            throw new NotKept(unfit.fault().code());
        } catch (FileParsingBusyException busy) {
            throw new FileStoreBusyException();
        }
    }
}
