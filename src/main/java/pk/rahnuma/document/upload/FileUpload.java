package pk.rahnuma.document.upload;

import java.time.Instant;

/// A file that is arriving in parts.
///
/// @param id of the document that it becomes
/// @param name given by the device; empty when there is none
/// @param size of the whole file, in bytes
/// @param received bytes that are stored; less than `size`
/// @param parts number of stored parts
public record FileUpload(long id, long subject, String name, int size, int received, int parts, Instant created) {

    /// Time at which it is deleted.
    public Instant expiry() {
        return created.plus(FileUploadService.UPLOAD_TTL);
    }

    FileUpload withPart(int bytes) {
        return new FileUpload(id, subject, name, size, received + bytes, parts + 1, created);
    }
}
